import type { Map as GlMap } from 'maplibre-gl';
import type { RefObject } from 'react';
import { useRegistry } from '../api/registry.ts';
import { useFormat } from '../format/use-format.ts';
import { toaster } from '../theme/toaster.ts';
import type { Inks } from './draw-matrix.ts';
import type { MapView } from './map-view.ts';
import { matrixCsv } from './matrix-csv.ts';
import { saveFile, takePicture } from './take-picture.ts';
import { useLegend } from './use-legend.ts';
import type { Near } from './use-near.ts';
import type { usePicture } from './use-picture.ts';
import { useWords } from './use-words.ts';

interface ExportInput {
  view: MapView;
  picture: ReturnType<typeof usePicture>;
  inks: Inks;
  shown: RefObject<{ map: GlMap | null; near: Near | null }>;
}

export interface Files {
  picture: () => void;
  table: () => void;
}

/** Picture and table of what is on the screen: nothing that the person does not see anyway. */
export function useExport({ view, picture, inks, shown }: ExportInput): Files {
  const { t, appeals } = useWords();
  const { period } = useFormat();
  const { region } = useRegistry();
  const legend = useLegend();
  const name = `${t('export.name')} ${view.range.from}–${view.range.to}`;
  return {
    picture() {
      const { map, near } = shown.current;
      if (!map || !picture.places) return;
      const scale = near?.scale ?? picture.scales?.places ?? null;
      void takePicture(map, inks, {
        title: `${region?.name ?? t('title')} — ${t(`measure.${view.measure}`)}`,
        subtitle: `${period(view.range.from, view.range.to)} · ${appeals(picture.places.total.count)}`,
        legend: scale && legend(scale, near?.layer === 'hexagons' ? 'hexagon' : 'municipality'),
        attribution: picture.boundaries?.attribution ?? '',
      })
        .then((file) => saveFile(`${name}.png`, file))
        .catch(() => toaster.add({ name: 'export', theme: 'danger', title: t('export.failed') }));
    },
    table() {
      if (!picture.model) return;
      const words = {
        row: t('rows.topic'),
        place: t('export.place'),
        count: t('measure.count'),
        usual: t(view.measure === 'compare' ? 'export.before' : 'export.usual'),
        authors: t('measure.authors'),
        overdue: t('export.overdue'),
        rated: t('export.rated'),
        dissatisfied: t('export.dissatisfied'),
        population: t('export.population'),
      };
      saveFile(
        `${name}.csv`,
        new Blob([matrixCsv(picture.model, words)], { type: 'text/csv;charset=utf-8' }),
      );
    },
  };
}
