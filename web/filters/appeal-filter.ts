import { type AppealFilterQuery, DUE_WINDOWS } from '../../contract/index.ts';

/** The dimensions a person narrows by; each travels as one comma-separated parameter. */
export const DIMENSIONS = [
  'channel',
  'sector',
  'topic',
  'municipality',
  'status',
  'organisation',
  'kind',
  'triage',
] as const;
export type Dimension = (typeof DIMENSIONS)[number];

/** What only lists of cases ask: numbers of the board of control open them; each is a chip that can be removed. */
export const CASE_MARKS = ['owed', 'due', 'assignee', 'promised', 'reopened', 'escalated', 'pilot'] as const;
export type CaseMark = (typeof CASE_MARKS)[number];
const MARK_VALUES: Partial<Record<CaseMark, readonly string[]>> = {
  owed: ['1'],
  promised: ['open', 'broken'],
  reopened: ['1'],
  pilot: ['with', 'without', 'only'],
  escalated: ['1', '2', '3', '4', '5'],
};

/** Among the values of a dimension: «has no value» (topic undecided, place unknown). */
export const NO_VALUE = '-';

/** The chosen values of one dimension, in the order they were chosen. */
export function chosen(filter: AppealFilterQuery, dimension: Dimension): string[] {
  return (filter[dimension] ?? '').split(',').filter(Boolean);
}

/** The filter with one dimension set; an empty choice removes the parameter, so that the link stays short. */
export function withChosen(
  filter: AppealFilterQuery,
  dimension: Dimension,
  values: readonly string[],
): AppealFilterQuery {
  const next = { ...filter };
  if (values.length > 0) next[dimension] = [...new Set(values)].join(',');
  else delete next[dimension];
  return next;
}

/** The filter without one value of one dimension: what the cross on a chip does. */
export function withoutValue(
  filter: AppealFilterQuery,
  dimension: Dimension,
  value: string,
): AppealFilterQuery {
  return withChosen(
    filter,
    dimension,
    chosen(filter, dimension).filter((each) => each !== value),
  );
}

const DAY = /^\d{4}-\d{2}-\d{2}$/;

/** Reads a filter from an address bar's parameters; what is not a filter or not readable is left out, never an error. */
export function readFilter(search: Record<string, unknown>): AppealFilterQuery {
  const filter: AppealFilterQuery = {};
  for (const dimension of DIMENSIONS) {
    const value = search[dimension];
    // A router may read a code of digits («75») as a number.
    if ((typeof value === 'string' || typeof value === 'number') && String(value) !== '')
      filter[dimension] = String(value);
  }
  for (const end of ['from', 'to'] as const) {
    const value = search[end];
    if (typeof value === 'string' && DAY.test(value)) filter[end] = value;
  }
  if (String(search.overdue) === '1') filter.overdue = '1';
  for (const mark of CASE_MARKS) {
    const value = String(search[mark] ?? '');
    const known = mark === 'due' ? isDue(value) : (MARK_VALUES[mark]?.includes(value) ?? true);
    if (value !== '' && known) Object.assign(filter, { [mark]: value });
  }
  if (typeof search.q === 'string' && search.q.trim() !== '') filter.q = search.q;
  return filter;
}

const isDue = (value: string) =>
  value.split(',').every((each) => (DUE_WINDOWS as readonly string[]).includes(each));

/** What the address bar must change to say this choice of dimensions and «overdue»; undefined removes a parameter. */
export function addressPatch(
  filter: AppealFilterQuery,
  dimensions: readonly Dimension[],
): Record<string, string | undefined> {
  return Object.fromEntries(
    [...dimensions, 'overdue' as const, ...CASE_MARKS].map((name) => [name, filter[name]]),
  );
}

/** The list behind a number: `/appeals?…` with exactly this filter, parameters in a fixed order so that links compare. */
export function appealsHref(filter: AppealFilterQuery): string {
  const search = new URLSearchParams();
  for (const key of ['from', 'to', ...DIMENSIONS, 'overdue', ...CASE_MARKS, 'q'] as const) {
    const value = filter[key];
    if (value) search.set(key, value);
  }
  const text = search.toString();
  return text === '' ? '/appeals' : `/appeals?${text}`;
}
