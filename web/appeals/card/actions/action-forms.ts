import { type ActionName, CaseAction, type CaseActionInput } from '../../../../contract/casework.ts';
import type { Status } from '../../../../contract/vocabulary.ts';

export type FieldName =
  | 'person'
  | 'organisation'
  | 'outside'
  | 'level'
  | 'why'
  | 'outcome'
  | 'how'
  | 'days'
  | 'text'
  | 'reason'
  | 'comment'
  | 'until';

/** What each action asks, in the order of asking. An action without a row is done at a press. */
export const FORMS: Partial<Record<ActionName, readonly FieldName[]>> = {
  assign: ['person'],
  transfer: ['organisation', 'reason'],
  return_to_triage: ['reason'],
  hand_out: ['outside', 'level', 'until', 'reason'],
  take_result: ['outcome', 'text'],
  ask_resident: ['text', 'until'],
  give_interim: ['text', 'until'],
  postpone: ['why', 'until', 'reason'],
  ask_extension: ['days', 'reason'],
  grant_extension: [],
  refuse_extension: ['reason'],
  approve: ['comment'],
  return_draft: ['reason'],
  confirm_solution: ['how', 'comment'],
  refuse_solution: ['reason'],
  close: ['outcome', 'reason'],
  reject: ['why', 'reason'],
  reopen: ['reason'],
};

export type FormValues = Partial<Record<FieldName, string>>;

/** Where the field's name and the contract's differ. */
const WIRE: Partial<Record<ActionName, Partial<Record<FieldName, string>>>> = {
  assign: { person: 'to' },
  hand_out: { outside: 'to' },
  confirm_solution: { comment: 'text' },
};

export type Checked =
  | { input: CaseActionInput; errors: null }
  | { input: null; errors: Partial<Record<FieldName, string>> };

/** The form as the contract's input, or what is missing by field (sentences of the contract; `required` where it has none). */
export function checkForm(action: ActionName, values: FormValues, required: string): Checked {
  const fields = FORMS[action] ?? [];
  const wire = (field: FieldName) => WIRE[action]?.[field] ?? field;
  const raw: Record<string, unknown> = { action };
  for (const field of fields) {
    const value = values[field]?.trim();
    if (value) raw[wire(field)] = field === 'days' ? Number(value) : value;
  }
  const parsed = CaseAction.safeParse(raw);
  if (parsed.success) return { input: raw as CaseActionInput, errors: null };
  const errors: Partial<Record<FieldName, string>> = {};
  for (const issue of parsed.error.issues) {
    const field = fields.find((each) => wire(each) === issue.path[0]) ?? fields[0];
    if (field) errors[field] ??= raw[wire(field)] === undefined ? required : issue.message;
  }
  return { input: null, errors };
}

/** Where the case will stand, to show it before the server has answered; left out where that depends on more than the screen knows. */
export const PREDICTED: Partial<Record<ActionName, Status>> = {
  take: 'in_work',
  assign: 'in_work',
  return_to_triage: 'moderation',
  transfer: 'routed',
  hand_out: 'transferred',
  take_result: 'answered',
  ask_resident: 'postponed',
  give_interim: 'interim_answer',
  postpone: 'postponed',
  resume: 'in_work',
  return_draft: 'in_work',
  confirm_solution: 'awaiting_rating',
  refuse_solution: 'reopened',
  close: 'closed',
  reject: 'rejected',
  reopen: 'reopened',
};
