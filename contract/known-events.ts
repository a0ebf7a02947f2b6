import { z } from 'zod';
import { SpikeRow } from './spikes.ts';

const day = z.iso.date('Дата в виде ГГГГ-ММ-ДД');
const codes = z.array(z.string().max(100)).max(100);

export const KNOWN_EVENT_KINDS = ['outage', 'works', 'programme', 'campaign', 'weather', 'other'] as const;
export const KnownEventKind = z.enum(KNOWN_EVENT_KINDS);
export type KnownEventKind = z.infer<typeof KnownEventKind>;

/** What lasts longer is no event, it is how things usually are. */
export const KNOWN_EVENT_DAYS_MAX = 92;

export const EnterKnownEvent = z
  .object({
    title: z.string().trim().min(3, 'Назовите событие').max(200),
    kind: KnownEventKind.default('other'),
    /** Topics of any level; empty = all. */
    topics: codes.default([]),
    /** Empty = the whole region. */
    municipalities: codes.default([]),
    from: day,
    to: day,
    note: z.string().trim().max(2000).default(''),
  })
  .refine(({ from, to }) => from <= to, { message: 'Конец раньше начала', path: ['to'] })
  .refine(({ from, to }) => (Date.parse(to) - Date.parse(from)) / 86_400_000 < KNOWN_EVENT_DAYS_MAX, {
    message: `Не дольше ${KNOWN_EVENT_DAYS_MAX} дней: что длится дольше, становится обычным`,
    path: ['to'],
  })
  .refine(({ topics, municipalities }) => topics.length + municipalities.length > 0, {
    message: 'Выберите темы или территорию: событие обо всём и везде заглушило бы все тревоги',
    path: ['topics'],
  });
export type EnterKnownEvent = z.output<typeof EnterKnownEvent>;

/** Something known beforehand: its days teach no usual level, and waves it explains are «known» and alarm nobody. */
export const KnownEvent = z.object({
  id: z.string(),
  title: z.string(),
  kind: KnownEventKind,
  topics: z.array(z.string()),
  municipalities: z.array(z.string()),
  from: day,
  to: day,
  note: z.string(),
  enteredBy: z.string(),
  enteredByName: z.string().nullable(),
  /** Waves that it has explained so far. */
  spikes: z.number().int(),
  /** May the reader take it back: only within own topics and places. */
  mayRemove: z.boolean(),
});
export type KnownEvent = z.infer<typeof KnownEvent>;

/** Which waves an event would explain: those already found; later ones are known when they come. */
export const KnownEventPreview = z.object({ rows: z.array(SpikeRow) });
