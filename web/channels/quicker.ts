import type { ChannelFigure } from '../../contract/channel-figures.ts';

const SOCIAL: readonly string[] = ['vk', 'telegram', 'max', 'ok'];
const PAPER: readonly string[] = ['paper', 'reception'];
/** Fewer than this on either side is an anecdote. */
const CASES_MIN = 20;

/**
 * How many times sooner social networks are answered than paper: of the medians of their channels weighed by cases.
 *
 * @returns null where one of them is missing, too small, or not answered by half yet
 */
export function quickerThanPaper(
  channels: readonly ChannelFigure[],
): { times: number; social: number; paper: number } | null {
  const meanOf = (names: readonly string[]) => {
    const rows = channels.filter((row) => names.includes(row.channel));
    const of = rows.reduce((sum, row) => sum + row.firstAnswer.of, 0);
    if (of < CASES_MIN || rows.some((row) => row.firstAnswer.hours === null)) return null;
    const hours = rows.reduce((sum, row) => sum + row.firstAnswer.hours! * row.firstAnswer.of, 0) / of;
    return { hours, of };
  };
  const [social, paper] = [meanOf(SOCIAL), meanOf(PAPER)];
  if (!social || !paper || social.hours <= 0) return null;
  return { times: paper.hours / social.hours, social: social.of, paper: paper.of };
}
