import { useTranslation } from 'react-i18next';
import type { Passport, PassportKind } from '../../contract/index.ts';
import { useFormat } from '../format/use-format.ts';
import styles from './passport-page.module.css';

/** The line of figures at the top: each with what it is compared to. */
export function PassportFigures({ kind, passport }: { kind: PassportKind; passport: Passport }) {
  const { t } = useTranslation('passports');
  const { number, share, change } = useFormat();
  const { count, previous, lastYear, overdue, inWork, rating, rated, perThousand, rank } = passport;
  const figures: { name: string; value: string; beside?: string; late?: boolean }[] = [
    {
      name: t('figure.count'),
      value: number(count),
      beside: [
        previous === null ? '' : t('toPrevious', { change: change(count, previous) ?? '—' }),
        lastYear === null ? '' : t('toLastYear', { change: change(count, lastYear) ?? '—' }),
      ]
        .filter(Boolean)
        .join(', '),
    },
    ...(perThousand === null ? [] : [{ name: t('figure.perThousand'), value: number(perThousand, 1) }]),
    ...(rank === null
      ? []
      : [
          {
            name: t(`figure.rank.${kind}`),
            value: t('rank', { place: number(rank.place), of: number(rank.of) }),
          },
        ]),
    { name: t('figure.inWork'), value: number(inWork) },
    {
      name: t('figure.overdue'),
      value: number(overdue),
      beside: count > 0 ? share(overdue / count) : '',
      late: overdue > 0,
    },
    ...(rating === null
      ? []
      : [
          {
            name: t('figure.rating'),
            value: number(rating, 1),
            beside: t('rated', { count: rated, n: number(rated) }),
          },
        ]),
  ];
  return (
    <dl className={styles.figures}>
      {figures.map(({ name, value, beside, late }) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd data-late={late || undefined}>{value}</dd>
          {beside && <small>{beside}</small>}
        </div>
      ))}
    </dl>
  );
}
