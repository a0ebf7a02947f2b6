import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { boundariesQuery } from '../api/boundaries.ts';
import { useRegistry } from '../api/registry.ts';
import { chosen } from '../filters/appeal-filter.ts';
import type { Ground } from './colour-scale.ts';
import { buildScale } from './colour-scale.ts';
import { asComparison } from './compare-periods.ts';
import type { MapView } from './map-view.ts';
import { buildMatrix, NO_PLACE, NO_TOPIC, ofDayNotOver, ofRow, shortPlaceNames } from './matrix-model.ts';
import { useFlashes, useHeatMap } from './use-heat-data.ts';
import { useWords } from './use-words.ts';

/**
 * The counts of this view as matrix and two scales; what changed since the last live renewal.
 *
 * @param row the map shows this row alone (the wall goes through them)
 */
export function usePicture(view: MapView, day: string | null, ground: Ground, row: string | null = null) {
  const { t } = useWords();
  const registry = useRegistry();
  const heat = useHeatMap(view, day);
  const boundaries = useQuery(boundariesQuery).data;

  const names = useMemo(() => {
    const short = shortPlaceNames(registry.municipalities.map((each) => each.name));
    return {
      row: (code: string) =>
        code === NO_TOPIC ? t('noTopic') : (registry.sector(code)?.name ?? registry.topicName(code)),
      place: (code: string) => {
        const name = code === NO_PLACE ? t('noPlace') : registry.municipalityName(code);
        return { name, shortName: short.get(name) ?? name };
      },
    };
  }, [registry, t]);

  const only = view.filter.municipality;
  const whole = useMemo(
    () =>
      heat.data && registry.ready
        ? buildMatrix(
            asComparison(heat.data),
            { municipalities: [...registry.municipalities], topics: [...registry.topics] },
            {
              rowKind: view.rowKind,
              order: view.order,
              only: only ? chosen({ municipality: only }, 'municipality') : [],
            },
            names,
          )
        : null,
    [heat.data, registry, view.rowKind, view.order, only, names],
  );
  const notOver = (day ?? view.range.from) >= view.today;
  const model = useMemo(() => (whole && notOver ? ofDayNotOver(whole) : whole), [whole, notOver]);
  const places = useMemo(() => (model && row !== null ? ofRow(model, row) : model), [model, row]);
  const scales = useMemo(() => {
    if (!model || !places) return null;
    const population = new Map(model.columns.map((column) => [column.code, column.population]));
    const cells = model.cells.flatMap((cell) =>
      cell ? [{ ...cell, population: population.get(cell.municipality) ?? 0 }] : [],
    );
    const shown = places.columns.filter((column) => column.code !== NO_PLACE);
    return {
      cells: buildScale(view.measure, cells, ground),
      places: buildScale(view.measure, shown, ground),
    };
  }, [model, places, view.measure, ground]);

  const question = JSON.stringify([view.filter, view.rowKind, view.under, view.measure, view.versus, day]);
  const flashes = useFlashes(heat.isPlaceholderData ? undefined : heat.data, question);
  const flashedPlaces = useMemo(
    () => [...new Set(flashes.map((key) => key.slice(key.lastIndexOf('/') + 1)))],
    [flashes],
  );
  return { heat, notOver, boundaries, model, places, scales, names, flashes, flashedPlaces };
}
