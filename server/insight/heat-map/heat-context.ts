import type { QuietTime } from '../../path/quiet-time.ts';
import type { FactScope } from '../facts/index.ts';
import type { FilterContext } from '../facts/where-facts.ts';

export interface HeatContext extends FilterContext {
  scope: FactScope;
  timeZone: string;
  /** Days that must not teach what is usual. */
  quiet?: readonly QuietTime[];
}
