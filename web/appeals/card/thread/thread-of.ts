import type { AppealCard } from '../../../../contract/appeals.ts';

/** One thing said, by either side, in whatever channel. */
export interface Said {
  key: string;
  at: string;
  side: 'resident' | 'body';
  /** What it is, for the body's words: an answer, a question, a notice…; `appeal` is what began it all. */
  kind: 'appeal' | 'message' | 'interim' | 'question' | 'final' | 'outside' | 'notice';
  text: string;
  channel: string | null;
  /** Code of the body that said it. */
  organisation: string | null;
  outcome: string | null;
  /** State of delivery; null where there is nothing to deliver through: it is read by the link. */
  delivery: string | null;
}

/** An answer and its delivery are written in one transaction, so that their moments differ by nothing. */
const SAME_MS = 5_000;

/** The talk of resident and body in one order: the appeal, messages of all channels, answers joined with what became of their sending. */
export function threadOf(card: Pick<AppealCard, 'text' | 'filedAt' | 'channel' | 'life'>): Said[] {
  const { answers, conversation } = card.life;
  const near = (a: string, b: string) => Math.abs(Date.parse(a) - Date.parse(b)) <= SAME_MS;
  const delivered = new Set<string>();
  const said: Said[] = [
    {
      key: 'appeal',
      at: card.filedAt,
      side: 'resident',
      kind: 'appeal',
      text: card.text,
      channel: card.channel,
      organisation: null,
      outcome: null,
      delivery: null,
    },
  ];
  for (const answer of answers) {
    const sending = conversation.find(
      (message) =>
        message.direction === 'out' &&
        !delivered.has(message.id) &&
        message.text === answer.text &&
        near(message.at, answer.at),
    );
    if (sending) delivered.add(sending.id);
    said.push({
      key: answer.id,
      at: answer.at,
      side: 'body',
      kind: answer.kind,
      text: answer.text,
      channel: sending?.channel ?? null,
      organisation: answer.organisation,
      outcome: answer.outcome,
      delivery: sending?.state ?? null,
    });
  }
  for (const message of conversation) {
    // The message that the appeal was made of is the appeal.
    const opening = message.direction === 'in' && message.text.trim() === card.text.trim();
    if (delivered.has(message.id) || opening) continue;
    said.push({
      key: message.id,
      at: message.at,
      side: message.direction === 'in' ? 'resident' : 'body',
      kind: 'message',
      text: message.text,
      channel: message.channel,
      organisation: null,
      outcome: null,
      delivery: message.direction === 'out' ? message.state : null,
    });
  }
  return said.sort((a, b) => (a.key === 'appeal' ? -1 : b.key === 'appeal' ? 1 : a.at < b.at ? -1 : 1));
}
