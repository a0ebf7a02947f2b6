/**
 * Days of a topic and territory that must not teach what is usual: a confirmed wave, a known event, a crisis. `alerts` keeps them,
 * `insight` leaves them out of levels, seasons and over-dispersion.
 */
export interface QuietTime {
  /** Topics of any level; empty = all. */
  topics: readonly string[];
  /** Municipalities; empty = the whole region. */
  places: readonly string[];
  /** Days YYYY-MM-DD, both inclusive. */
  from: string;
  to: string;
}
