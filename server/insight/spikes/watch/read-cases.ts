import type pg from 'pg';
import type { SpikeSeries } from '../../../../contract/spikes.ts';
import { PUBLICATION_CHANNELS } from '../../../../contract/spikes.ts';
import type { WordText } from '../words/burst-terms.ts';

/** Cases of a cell over some days. */
export interface CaseQuestion {
  regionId: string;
  timeZone: string;
  series: SpikeSeries;
  /** The topic with everything under it. */
  topics: readonly string[];
  /** Empty = the whole region. */
  places: readonly string[];
  /** Days YYYY-MM-DD, both inclusive. */
  from: string;
  to: string;
  limit: number;
}

export interface CellCase extends WordText {
  filedAt: Date;
  topic: string;
  municipality: string | null;
  organisation: string;
  channel: string;
  kind: string;
  street: string | null;
  urgency: number;
  overdue: boolean;
}

/** The newest cases of a cell; reads PostgreSQL, where the texts are, and writes nothing. */
export async function readCases(client: pg.Pool, question: CaseQuestion, now: Date): Promise<CellCase[]> {
  const { regionId, timeZone, series, topics, places, from, to, limit } = question;
  const found = await client.query({
    name: 'spike-cases',
    text: `select appeal_id as id, author_key as author, left(text, 1000) as text, filed_at as "filedAt", topic, municipality,
                  organisation, channel, kind, address, urgency,
                  (status not in ('rejected', 'withdrawn', 'closed') and due_at < $8) as overdue
             from appeal
            where region_id = $1 and topic = any($2) and (cardinality($3::text[]) = 0 or municipality = any($3))
              and filed_at >= $4::date::timestamp at time zone $6
              and filed_at < ($5::date + 1)::timestamp at time zone $6
              and (channel = any($7)) = $9
            order by filed_at desc limit $10`,
    values: [
      regionId,
      topics,
      places,
      from,
      to,
      timeZone,
      PUBLICATION_CHANNELS,
      now,
      series === 'publications',
      limit,
    ],
  });
  return found.rows.map(({ address, ...row }) => ({ ...row, street: streetOf(address) }));
}

const STREET =
  /(?:^|[,\s])((?:ул(?:ица|\.)?|пр(?:оспект|-кт|\.)|пер(?:еулок|\.)|ш(?:оссе|\.)|б(?:ульвар|-р)|мкр\.?|микрорайон|площадь|пл\.)\s*[^,;\d]{2,40}|[А-ЯЁ][а-яё-]+(?:ая|ый|ий|ой)\s+(?:улица|проспект|переулок|шоссе|бульвар))/u;

/** The street or quarter of an address, without the house; null where none is named. */
export function streetOf(address: string | null): string | null {
  if (!address) return null;
  const named = STREET.exec(address)?.[1]?.trim();
  if (named) return named.replace(/\s+/g, ' ');
  // «Бердск, Вокзальная, 12»: what stands before the house.
  const parts = address.split(',').map((part) => part.trim());
  const house = parts.findIndex((part, at) => at > 0 && /^\d/.test(part));
  const street = house > 0 ? parts[house - 1]! : null;
  return street && /\p{L}{3}/u.test(street) ? street : null;
}
