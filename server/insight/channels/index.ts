/**
 * How the channels do: volume and where it goes, time to the first answer and to the solution side by side, connections.
 * Invariant: only reads; volumes are of the replica and equal the list behind them, times are of the cases themselves; everything of
 * cases stays within the reader's scope.
 * Entrance: `readChannelFigures`, `readChannelWeeks`.
 */
export { readAccountFigures } from './account-figures.ts';
export { type AnswerTimes, readAnswerTimes, readWeeklyTimes } from './answer-times.ts';
export { bucketDaysOf, countChannels, readChannelWeeks } from './count-channels.ts';
export { weekTrend } from './week-trend.ts';
