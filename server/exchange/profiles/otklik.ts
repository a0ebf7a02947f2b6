import { pathOf } from '../../registry/taxonomy.ts';
import type { ExportContext } from '../export-context.ts';
import type { ExportedCase } from '../exported-case.ts';
import type { Cell } from '../write-table.ts';

const TOPIC_LEVELS = 4;
const ANSWERS = 5;
const numbered = (name: string, count: number) => Array.from({ length: count }, (_, n) => `${name}_${n + 1}`);

/** Our own file: what `otklik import --as otklik` reads back as the same cases. No contacts. */
export const OTKLIK_COLUMNS = [
  'id',
  'number',
  'channel',
  'regime',
  'kind',
  'status',
  'outcome',
  'outcome_reason',
  'filed_at',
  'registered_at',
  'assigned_at',
  'first_answer_at',
  'answered_at',
  'closed_at',
  'due_at',
  ...numbered('topic', TOPIC_LEVELS),
  'municipality',
  'organisation',
  'address',
  'lat',
  'lon',
  'author',
  'source',
  'rating',
  'text',
  ...numbered('answer', ANSWERS),
];

export function otklikRow(item: ExportedCase, { registry, fingerprint }: ExportContext): Cell[] {
  const { taxonomy, municipalities, organisations } = registry;
  const topics =
    item.topic && taxonomy.byCode.has(item.topic)
      ? pathOf(item.topic, taxonomy).map((topic) => topic.name)
      : [];
  const iso = (moment: Date | null) => moment?.toISOString() ?? null;
  return [
    item.externalId,
    item.number,
    item.channel,
    item.regime,
    item.kind,
    item.status,
    item.outcome,
    item.outcomeReason,
    iso(item.filedAt),
    iso(item.registeredAt),
    iso(item.assignedAt),
    iso(item.firstAnswerAt),
    iso(item.answeredAt),
    iso(item.closedAt),
    iso(item.dueAt),
    ...padded(topics, TOPIC_LEVELS),
    item.municipality && (municipalities.get(item.municipality)?.name ?? item.municipality),
    organisations.get(item.organisation)?.name ?? item.organisation,
    item.address,
    item.lat,
    item.lon,
    item.authorKey && fingerprint(item.authorKey),
    item.sourceName,
    item.rating,
    item.text,
    ...padded(gathered(item.answers, ANSWERS), ANSWERS),
  ];
}

/** As many texts as there are columns: what does not fit stands in the last one, so that no word is lost. */
export function gathered(answers: ExportedCase['answers'], columns: number): string[] {
  const texts = answers.map((answer) => answer.text);
  if (texts.length <= columns) return texts;
  return [...texts.slice(0, columns - 1), texts.slice(columns - 1).join('\n\n')];
}

const padded = (texts: readonly string[], length: number): Cell[] =>
  Array.from({ length }, (_, index) => texts[index] ?? null);
