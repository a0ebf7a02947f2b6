import type { AppealFilter } from '../../../contract/filters.ts';
import { chosenDays } from '../../registry/chosen-days.ts';
import { whereFacts } from '../facts/index.ts';
import type { HeatContext } from './heat-context.ts';
import { dayNumber } from './period.ts';

/** How many appeals a filter finds, exactly, however many; without dates: of all time. */
export async function countMatching(filter: Omit<AppealFilter, 'q'>, context: HeatContext): Promise<number> {
  const { from, to } = chosenDays(filter);
  const days = [...(from ? [`day >= ${dayNumber(from)}`] : []), ...(to ? [`day <= ${dayNumber(to)}`] : [])];
  const where = [...days, whereFacts(filter, context.scope, context)].join(' and ');
  const [row] = await context.replica.read(`select count(*)::integer from fact where ${where}`);
  return row![0] as number;
}
