import { compares, isShare, legendOf, type Scale } from './colour-scale.ts';
import { useWords } from './use-words.ts';

export interface Legend {
  title: string;
  steps: { colour: string; words: string }[];
}

/** The scale in words: what each colour means. The first step is «nothing there». */
export function useLegend(): (scale: Scale, of: 'municipality' | 'cell' | 'hexagon') => Legend {
  const { t, number, share, basis } = useWords();
  return (scale, of) => {
    const change = compares(scale.measure);
    const part = isShare(scale.measure);
    const say = (value: number) => (part ? share(value) : number(value, value < 10 ? 2 : 0));
    const words = ({ at, from, below }: ReturnType<typeof legendOf>[number]): string => {
      if (change) return t(`${basis}.class.${at}`);
      if (below === null)
        return from === null ? t('legend.from', { n: '1' }) : t('legend.from', { n: say(from) });
      if (scale.measure === 'rate' || part)
        return from === null
          ? t('legend.upTo', { n: say(below) })
          : t('legend.between', { from: say(from), to: say(below) });
      const low = from ?? 1;
      return below - 1 <= low ? say(low) : t('legend.between', { from: say(low), to: say(below - 1) });
    };
    return {
      title: t(`legend.${scale.measure}`, { where: t(`legend.${of}`) }),
      steps: [
        {
          colour: scale.nothing,
          words: t(change ? 'legend.unknown' : part ? 'legend.few' : 'legend.none'),
        },
        ...legendOf(scale).map((step) => ({ colour: step.colour, words: words(step) })),
      ],
    };
  };
}
