import type { HeatMeasure } from '../../../contract/heat-map.ts';
import { AUTHORS_COUNTED_MAX, DETAILS, type Detail } from './detail-queries.ts';

/** Which details are counted: those the measure colours by, always; all of them where there are few appeals. */
export function wantedDetails(measure: HeatMeasure, total: number): readonly Detail[] {
  if (total <= AUTHORS_COUNTED_MAX) return DETAILS;
  if (measure === 'overdue' || measure === 'authors') return [measure];
  return measure === 'dissatisfied' ? ['rated', 'dissatisfied'] : [];
}
