import type pg from 'pg';
import { z } from 'zod';
import { FINAL_STATUSES } from '../../contract/vocabulary.ts';
import type { RegionRegistry } from '../registry/store/index.ts';
import { Open311Refusal } from './refusal.ts';

const DAY_MS = 86_400_000;
const SPAN_DAYS_MAX = 90;
const ROWS_MAX = 1000;

const Moment = z.iso.datetime({ offset: true }).or(z.iso.date());
const Query = z.object({
  service_request_id: z.string().max(4000).optional(),
  service_code: z.string().max(2000).optional(),
  start_date: Moment.optional(),
  end_date: Moment.optional(),
  status: z.string().max(40).optional(),
  page: z.coerce.number().int().min(1).max(100_000).default(1),
  page_size: z.coerce.number().int().min(1).max(ROWS_MAX).default(ROWS_MAX),
});

/**
 * Requests that came through Open311, as everybody may see them: what, where about (three decimals, a hundred metres), how far. Neither
 * the words of the author nor his name, address or photos: those may hold personal data. Newest first; the last 90 days unless other
 * dates are asked for.
 *
 * @throws Open311Refusal 400
 */
export async function findRequests(client: pg.Pool, registry: RegionRegistry, query: unknown, now: Date) {
  const parsed = Query.safeParse(query);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    throw new Open311Refusal(400, `${issue?.path.join('.')}: ${issue?.message}`);
  }
  const {
    service_request_id: ids,
    service_code: codes,
    status,
    page,
    page_size: size,
    ...dates
  } = parsed.data;
  const wanted = status ? split(status) : ['open', 'closed'];
  if (wanted.some((one) => one !== 'open' && one !== 'closed'))
    throw new Open311Refusal(400, 'status: open, closed or both');
  const { start, end } = spanOf(dates, now);
  // Named requests are given whatever their date: the specification lets the other conditions fall.
  const found = await client.query(
    `select number, status, closed_at, topic, organisation, municipality, registered_at, lat, lon, due_at,
            (select max(at) from event e where e.region_id = a.region_id and e.appeal_id = a.appeal_id) as updated
       from appeal a
      where region_id = $1 and channel = 'open311'
        and case when $2::text[] is not null then number = any($2)
                 else registered_at between $3 and $4 and ($5::text[] is null or topic = any($5))
                  and (case when ${CLOSED} then 'closed' else 'open' end) = any($6) end
      order by registered_at desc, appeal_id desc limit $7 offset $8`,
    [
      registry.code,
      ids ? split(ids).slice(0, ROWS_MAX) : null,
      start,
      end,
      codes ? split(codes) : null,
      wanted,
      size,
      (page - 1) * size,
    ],
  );
  return found.rows.map((row) => present(row, registry));
}

const CLOSED = `(status = any('{${[...FINAL_STATUSES, 'answered', 'awaiting_rating'].join(',')}}'))`;
const CLOSED_STATUSES = new Set<string>([...FINAL_STATUSES, 'answered', 'awaiting_rating']);

const split = (list: string) =>
  list
    .split(',')
    .map((one) => one.trim())
    .filter(Boolean);

function spanOf({ start_date, end_date }: { start_date?: string; end_date?: string }, now: Date) {
  const span = SPAN_DAYS_MAX * DAY_MS;
  const start = start_date ? new Date(start_date) : null;
  const end = end_date ? new Date(end_date) : start ? new Date(start.getTime() + span) : now;
  const from = start ?? new Date(end.getTime() - span);
  if (end < from) throw new Open311Refusal(400, 'end_date is before start_date');
  if (end.getTime() - from.getTime() > span)
    throw new Open311Refusal(400, `start_date and end_date may be ${SPAN_DAYS_MAX} days apart at most`);
  return { start: from, end };
}

interface Row {
  number: string;
  status: string;
  topic: string | null;
  organisation: string;
  municipality: string | null;
  registered_at: Date;
  updated: Date | null;
  lat: number | null;
  lon: number | null;
  due_at: Date | null;
}

function present(row: Row, registry: RegionRegistry) {
  const { timeZone } = registry.file;
  const rounded = (degrees: number | null) => (degrees === null ? null : Math.round(degrees * 1000) / 1000);
  return {
    service_request_id: row.number,
    status: CLOSED_STATUSES.has(row.status) ? 'closed' : 'open',
    status_notes: null,
    service_name: row.topic ? (registry.taxonomy.byCode.get(row.topic)?.name ?? row.topic) : null,
    service_code: row.topic,
    description: null,
    agency_responsible: registry.organisations.get(row.organisation)?.name ?? null,
    service_notice: null,
    requested_datetime: zoned(row.registered_at, timeZone),
    updated_datetime: zoned(row.updated ?? row.registered_at, timeZone),
    expected_datetime: row.due_at ? zoned(row.due_at, timeZone) : null,
    address: row.municipality ? (registry.municipalities.get(row.municipality)?.name ?? null) : null,
    address_id: row.municipality,
    zipcode: null,
    lat: rounded(row.lat),
    long: rounded(row.lon),
    media_url: null,
  };
}

/** W3C date with the region's own offset: «2026-11-20T12:00:00+07:00». */
export function zoned(at: Date, timeZone: string): string {
  const parts = new Intl.DateTimeFormat('sv-SE', {
    timeZone,
    dateStyle: 'short',
    timeStyle: 'medium',
  }).format(at);
  const offset = new Intl.DateTimeFormat('en', { timeZone, timeZoneName: 'longOffset' })
    .formatToParts(at)
    .find((part) => part.type === 'timeZoneName')!
    .value.replace('GMT', '');
  return `${parts.replace(' ', 'T')}${offset || '+00:00'}`;
}
