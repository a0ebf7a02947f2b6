import type { ApprovalTerm } from '../../../contract/approval-chains.ts';
import type { ActionName } from '../../../contract/casework.ts';
import type { Channel, Outcome, Regime, Status } from '../../../contract/vocabulary.ts';
import type { OutgoingAttachment } from '../../platform/outbox/index.ts';
import type { Pause } from '../../registry/deadlines/index.ts';

/** A case as its life needs it; the names are the columns'. */
export interface CaseRow {
  appeal_id: string;
  number: string;
  version: number;
  channel: Channel;
  regime: Regime;
  status: Status;
  triage: string;
  topic: string | null;
  municipality: string | null;
  urgency: number;
  organisation: string;
  co_executors: string[];
  about_organisation: string | null;
  assignee: string | null;
  outcome: Outcome | null;
  outcome_reason: string | null;
  registered_at: Date;
  assigned_at: Date | null;
  submitted_at: Date | null;
  first_answer_at: Date | null;
  interim_at: Date | null;
  answered_at: Date | null;
  answered_by: string | null;
  reopened_at: Date | null;
  reopenings: number;
  closed_at: Date | null;
  held_until: Date | null;
  handed_to: string | null;
  hops: number;
  escalation: number;
  complex: boolean;
  lead_appeal: string | null;
  rating: number | null;
  due_at: Date | null;
  deadline_steps: DeadlineStep[];
  /** Id of the deadline policy that the terms come from; null on cases from before it was kept. */
  policy: string | null;
}

export interface DeadlineStep {
  step: string;
  dueAt: string;
  source: string;
  doneAt?: string;
}

export const CASE_COLUMNS = `appeal_id, number, version, channel, regime, status, triage, topic, municipality, urgency,
  organisation, co_executors, about_organisation, assignee, outcome, outcome_reason, registered_at, assigned_at, submitted_at,
  first_answer_at, interim_at, answered_at, answered_by, reopened_at, reopenings, closed_at, held_until, handed_to, hops,
  escalation, complex, lead_appeal, rating, due_at, deadline_steps, policy`;

/** What else an action or a term depends on. */
export interface CaseFacts {
  pauses: Pause[];
  /** Days by which the final answer's term was extended. */
  extensionDays: number;
  askedExtension: { id: string; days: number; by: string } | null;
  /** Steps of approval not yet made, in order. */
  approvals: WaitingStep[];
  answers: number;
  /** Days named to the resident and not yet kept: YYYY-MM-DD. */
  openPromises: string[];
  draft: DraftRow | null;
  /** Channels of the cases that get this one's answer too. */
  followerChannels: Channel[];
  /** The account that the case is to be given to, and how many of the body's people could take it but the one named. */
  person: { login: string; organisation: string | null; disabled: boolean } | null;
  otherWorkers: number;
}

export interface WaitingStep {
  id: string;
  role: string;
  draftId: string;
  /** The one meant; null = whoever has the role. */
  person: string | null;
  /** The person is there to do it: neither switched off nor away. */
  personThere: boolean;
  /** null on steps from before terms were kept. */
  term: ApprovalTerm | null;
  /** null until it is its turn. */
  since: Date | null;
}

export interface DraftRow {
  draft_id: string;
  edition: number;
  login: string;
  understood: string;
  cause: string;
  plan: string;
  plan_date: string | null;
  outcome: Outcome;
}

/** Tables that an action adds a row to; the columns are the migration's. */
export type RecordTable =
  | 'answer'
  | 'promise'
  | 'pause'
  | 'extension'
  | 'approval'
  | 'verification'
  | 'rating';

export type CaseRecord =
  | { insert: RecordTable; values: Record<string, unknown> }
  | { settle: 'promise'; state: 'kept' | 'moved' }
  | { settle: 'pause' }
  | { settle: 'extension'; id: string; state: 'granted' | 'refused'; login: string }
  | { settle: 'approval'; id: string; state: 'approved' | 'returned'; login: string; comment: string | null }
  | { settle: 'next_approval'; id: string }
  | { settle: 'approvals'; state: 'void' };

/** What an action makes of a case: pure data, written by one transaction. */
export interface CaseChange {
  set: Partial<Omit<CaseRow, 'appeal_id' | 'number' | 'version'>>;
  /** What the event says; no personal data. */
  data: Record<string, unknown>;
  records?: CaseRecord[];
  /** What the resident is told, in the thread the case came from and on his page. */
  tell?: {
    kind: 'interim' | 'question' | 'final' | 'outside' | 'notice';
    text: string;
    /** Goes along instead of what the case itself keeps for its answer. */
    files?: readonly OutgoingAttachment[];
  };
}

/** Why an action was not done; the message is a Russian sentence that names the remedy. */
export class CaseConflict extends Error {
  override name = 'CaseConflict';
  readonly reason: 'not_found' | 'changed_meanwhile' | 'not_now' | 'not_yours' | 'invalid';
  /** What happened to the case since the version that the person saw. */
  readonly changes: { at: Date; type: string; actor: string | null }[];
  constructor(reason: CaseConflict['reason'], message: string, changes: CaseConflict['changes'] = []) {
    super(message);
    this.reason = reason;
    this.changes = changes;
  }
}

export const invalid = (message: string) => new CaseConflict('invalid', message);

export type ActionOf<N extends ActionName> = Extract<
  import('../../../contract/casework.ts').CaseAction,
  { action: N }
>;
