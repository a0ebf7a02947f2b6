import { TEXT_CHARS_MAX } from '../../../contract/appeals.ts';
import type { Outcome, Status } from '../../../contract/vocabulary.ts';
import { FINAL_STATUSES } from '../../../contract/vocabulary.ts';
import type { IncomingMessage } from '../../path/index.ts';
import type { ImportMapping } from './mapping.ts';
import { readMoment } from './read-moment.ts';
import { readText, readValue } from './read-value.ts';

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

/** Nothing is guessed silently: what is wrong in a row refuses the row. Names the registry does not know only leave the field empty. */
export function toMessage(
  values: Record<string, unknown>,
  context: RowContext,
): IncomingMessage | RefusedRow {
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

  const municipality = readText(values, fields.municipality);
  const topicNames = (fields.topic ?? []).map((path) => readText(values, path)).filter(Boolean);
  const organisation = readText(values, fields.organisation);
  const status = statusOf(readText(values, fields.status), mapping);
  const closed = status !== null && FINAL_STATUSES.includes(status);
  const rating = Number(readText(values, fields.rating));
  return {
    channel: mapping.channel,
    externalId,
    filedAt,
    text,
    regime: mapping.regime,
    sourceName: mapping.sourceName ?? null,
    point,
    address: addressOf(values, fields.address),
    municipality: municipality
      ? lookup.municipality(mapping.municipalities?.[municipality] ?? municipality)
      : null,
    authorKey: readText(values, fields.authorKey) || null,
    contact: fields.authorName ? { name: readText(values, fields.authorName) || null } : null,
    known: {
      topic: topicNames.length > 0 ? lookup.topic(topicNames) : null,
      organisation: organisation ? lookup.organisation(organisation) : null,
      kind: mapping.kinds?.[readText(values, fields.kind)] ?? null,
      status,
      outcome: closed ? outcomeOf(readText(values, fields.outcome), mapping) : null,
      closedAt:
        closed && fields.closedAt ? readMoment(readValue(values, fields.closedAt), timeZone, now) : null,
      rating: Number.isInteger(rating) && rating >= 1 && rating <= 5 ? rating : null,
    },
  };
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

function statusOf(name: string, { statuses, statusDefault }: ImportMapping): Status | null {
  return matching(statuses, name) ?? statusDefault ?? null;
}

function outcomeOf(name: string, { outcomes, outcomeDefault }: ImportMapping): Outcome | null {
  return matching(outcomes, name) ?? outcomeDefault ?? null;
}

function matching<T>(table: Record<string, T> | undefined, name: string): T | undefined {
  if (!table) return undefined;
  const exact = table[name];
  if (exact !== undefined) return exact;
  return Object.entries(table).find(([key]) => key.endsWith('*') && name.startsWith(key.slice(0, -1)))?.[1];
}
