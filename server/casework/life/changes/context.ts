import type { TermRules } from '../../../registry/deadlines/index.ts';
import type { ChainStep } from '../approval-chain.ts';
import type { CaseFacts, CaseRow } from '../case-row.ts';
import { invalid } from '../case-row.ts';
import { endOfDay } from '../terms-after.ts';

/** What a change is made from; nothing here reads a clock or a table. */
export interface ChangeContext {
  row: CaseRow;
  facts: CaseFacts;
  now: Date;
  /** Login of the member of staff; null for the resident and the clock. */
  login: string | null;
  /** Roles in which the person stands before this case. */
  roles: readonly string[];
  rules: TermRules;
  /** Code of the centre: it keeps what nobody else has. */
  centre: string;
  /** The responsible body and those under it. */
  body: readonly string[];
  organisationName(code: string): string | null;
  /** Who must agree to the draft, in order; empty when its author may let it out himself. */
  chain: readonly ChainStep[];
  /** Which chain these steps are of; null where none is set. */
  chainId: string | null;
}

const YEAR_MS = 366 * 86_400_000;

/** A day named for the future. @throws CaseConflict when it is past or more than a year away */
export function futureDay(day: string, { now, rules }: ChangeContext): Date {
  const end = endOfDay(day, rules);
  if (end <= now) throw invalid('Этот день уже прошёл. Назовите будущую дату.');
  if (end.getTime() - now.getTime() > YEAR_MS)
    throw invalid('Дата дальше чем через год. Назовите срок не больше года.');
  return end;
}

/** «5 декабря 2026 года» */
export function dayText(day: string): string {
  return new Intl.DateTimeFormat('ru', { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' })
    .format(new Date(`${day}T00:00:00Z`))
    .replace(' г.', ' года');
}

/** Whoever answered before the case came back does not take it again, while there is anybody else. */
export function refuseTheCloser(login: string, { row, facts }: ChangeContext): void {
  const cameBack = row.reopened_at !== null && row.answered_at !== null && row.reopened_at >= row.answered_at;
  if (cameBack && row.answered_by === login && facts.otherWorkers > 0)
    throw invalid('Дело вернулось после вашего ответа: его должен взять другой сотрудник.');
}
