import { createHash } from 'node:crypto';
import type { z } from 'zod';
import { TEXT_CHARS_MAX } from '../../../contract/appeals.ts';
import { Channel, FINAL_STATUSES, type Outcome, Regime, type Status } from '../../../contract/vocabulary.ts';
import type { IncomingMessage } from '../../path/index.ts';
import { readMoment } from '../../registry/read-moment.ts';
import { fromForeign } from '../../registry/vocabularies.ts';
import { type KnownHistory, knownHistory } from './known-history.ts';
import type { ImportMapping } from './mapping.ts';
import { firstText, readText, readValue } from './read-value.ts';

/** Names in the file → codes of the registry. */
export interface NameLookup {
  municipality(name: string): string | null;
  topic(names: readonly string[]): string | null;
  organisation(name: string): string | null;
}

export interface RowContext {
  mapping: ImportMapping;
  lookup: NameLookup;
  timeZone: string;
  now: Date;
}

/** A row that cannot become an appeal, with the reason in words. */
export interface RefusedRow {
  refused: string;
}

/** The message and what had become of it before. */
export interface ReadMessage {
  message: IncomingMessage;
  history: KnownHistory | null;
}

/** Nothing is guessed silently: what is wrong in a row refuses the row. Names the registry does not know only leave the field empty. */
export function toMessage(values: Record<string, unknown>, context: RowContext): ReadMessage | RefusedRow {
  const { mapping, lookup, timeZone, now } = context;
  const { fields } = mapping;
  const externalId = readText(values, fields.externalId);
  if (!externalId) return { refused: `пустой номер (столбец «${fields.externalId}»)` };
  if (externalId.length > 200) return { refused: 'номер длиннее 200 знаков' };
  const text = readText(values, fields.text);
  if (!text) return { refused: `пустой текст (столбец «${fields.text}»)` };
  if (text.length > TEXT_CHARS_MAX * 10) return { refused: 'текст длиннее 100 000 знаков' };
  const filedAt = readMoment(readValue(values, fields.filedAt), timeZone, now);
  if (!filedAt)
    return {
      refused: `дата не понята: «${readText(values, fields.filedAt).slice(0, 40)}» (столбец «${fields.filedAt}»)`,
    };
  const point = readPoint(values, fields);
  if (point === 'wrong') return { refused: 'координаты не числа или вне земного шара' };

  const placeName = readText(values, fields.municipality);
  const municipality = placeName
    ? lookup.municipality(mapping.municipalities?.[placeName] ?? placeName)
    : null;
  const topicNames = (fields.topic ?? []).map((path) => readText(values, path)).filter(Boolean);
  const organisation = firstText(values, fields.organisation);
  const { status, outcome } = stateOf(values, mapping);
  const closed = status !== null && FINAL_STATUSES.includes(status);
  const rating = Number(readText(values, fields.rating));
  const closedAt =
    closed && fields.closedAt ? readMoment(readValue(values, fields.closedAt), timeZone, now) : null;
  const message: IncomingMessage = {
    channel: oneOf(Channel, readText(values, fields.channel)) ?? mapping.channel,
    externalId,
    filedAt,
    text,
    regime: oneOf(Regime, readText(values, fields.regime)) ?? mapping.regime,
    sourceName: readText(values, fields.sourceName).slice(0, 500) || (mapping.sourceName ?? null),
    point,
    address: addressOf(values, fields.address),
    municipality,
    authorKey: authorKeyOf(readText(values, fields.authorKey), mapping),
    contact: fields.authorName ? { name: readText(values, fields.authorName) || null } : null,
    known: {
      municipality: mapping.municipalityIsDecided ? municipality : null,
      topic: topicNames.length > 0 ? lookup.topic(topicNames) : null,
      organisation: organisation ? lookup.organisation(organisation) : null,
      kind: mapping.kinds?.[readText(values, fields.kind)] ?? null,
      status,
      outcome: closed ? outcome : null,
      closedAt,
      rating: Number.isInteger(rating) && rating >= 1 && rating <= 5 ? rating : null,
    },
  };
  return { message, history: knownHistory(values, mapping, { status, outcome, filedAt, closedAt }, context) };
}

/** Status and outcome in our words; where the file speaks a system's own words, its vocabulary knows them together. */
function stateOf(
  values: Record<string, unknown>,
  mapping: ImportMapping,
): { status: Status | null; outcome: Outcome | null } {
  const [step, result] = [readText(values, mapping.fields.status), readText(values, mapping.fields.outcome)];
  const foreign = mapping.vocabulary ? fromForeign(mapping.vocabulary, { step, result }) : null;
  return {
    status: foreign?.status ?? matching(mapping.statuses, step) ?? mapping.statusDefault ?? null,
    outcome: foreign?.outcome ?? matching(mapping.outcomes, result) ?? mapping.outcomeDefault ?? null,
  };
}

const oneOf = <T extends string>(words: z.ZodType<T>, word: string): T | null =>
  words.safeParse(word).data ?? null;

function authorKeyOf(key: string, { authorKeyIsPersonal }: ImportMapping): string | null {
  if (!key) return null;
  return authorKeyIsPersonal ? createHash('sha256').update(key).digest('base64url').slice(0, 22) : key;
}

function readPoint(
  values: Record<string, unknown>,
  fields: ImportMapping['fields'],
): [number, number] | null | 'wrong' {
  const [lat, lon] = [readText(values, fields.lat), readText(values, fields.lon)];
  if (!lat || !lon) return null;
  const point: [number, number] = [Number(lat.replace(',', '.')), Number(lon.replace(',', '.'))];
  const real =
    Number.isFinite(point[0]) &&
    Number.isFinite(point[1]) &&
    Math.abs(point[0]) <= 90 &&
    Math.abs(point[1]) <= 180;
  return real ? point : 'wrong';
}

function addressOf(values: Record<string, unknown>, paths: string | string[] | undefined): string | null {
  const parts = [paths ?? []].flat().map((path) => readText(values, path));
  return parts.filter(Boolean).join(', ').slice(0, 500) || null;
}

function matching<T>(table: Record<string, T> | undefined, name: string): T | undefined {
  if (!table) return undefined;
  const exact = table[name];
  if (exact !== undefined) return exact;
  return Object.entries(table).find(([key]) => key.endsWith('*') && name.startsWith(key.slice(0, -1)))?.[1];
}
