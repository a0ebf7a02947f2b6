/** Of a stream in which two posts of a hundred are complaints, one that the model gives these odds is as likely as not one. */
export const BASE_ODDS = Math.log(0.98 / 0.02);
const REJECTED_STEP = 0.05;
const ACCEPTED_STEP = 0.15;
const SHIFT_MAX = 2;

/** What people have said of a source's candidates lately. */
export interface Verdicts {
  accepted: number;
  /** As spam, advertising or no complaint; «not our region» says nothing about the threshold. */
  rejected: number;
}

/**
 * From which odds on a post of a source is a candidate. Each rejection raises it by 0.05, each acceptance lowers it by 0.15: it stands
 * still where one of four candidates is accepted, and never moves further than by 2 (odds times or divided by seven).
 */
export function thresholdOf({ accepted, rejected }: Verdicts): number {
  const shift = REJECTED_STEP * rejected - ACCEPTED_STEP * accepted;
  return BASE_ODDS + Math.max(-SHIFT_MAX, Math.min(SHIFT_MAX, shift));
}

/** 0…1 for people: how likely, if two posts of a hundred are complaints. */
export function scoreOf(odds: number): number {
  return 1 / (1 + Math.exp(BASE_ODDS - odds));
}

/** The inverse of `scoreOf`; scores are bounded a millionth off 0 and 1. */
export function oddsOf(score: number): number {
  const bounded = Math.max(1e-6, Math.min(1 - 1e-6, score));
  return BASE_ODDS + Math.log(bounded / (1 - bounded));
}
