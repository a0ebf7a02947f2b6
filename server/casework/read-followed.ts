import type pg from 'pg';
import type { FollowedAppeal } from '../../contract/appeals.ts';
import type { RegionRegistry } from '../registry/store/index.ts';

/** What the resident sees by the link: his own text, who is on it, until when. Nothing internal, nobody's name. */
export async function readFollowed(
  client: pg.Pool,
  registry: RegionRegistry,
  appealId: string,
): Promise<FollowedAppeal | null> {
  const [found, events] = await Promise.all([
    client.query(
      `select number, text, filed_at, status, topic, municipality, organisation, due_at from appeal
        where region_id = $1 and appeal_id = $2`,
      [registry.code, appealId],
    ),
    client.query(
      `select at, type, data from event where region_id = $1 and appeal_id = $2 order by transaction_id, seq limit 200`,
      [registry.code, appealId],
    ),
  ]);
  const row = found.rows[0];
  if (!row) return null;
  const bodyName = (code: string) => registry.organisations.get(code)?.name ?? code;
  return {
    number: row.number,
    text: row.text,
    filedAt: row.filed_at.toISOString(),
    status: row.status,
    topicName: row.topic ? (registry.taxonomy.byCode.get(row.topic)?.name ?? null) : null,
    municipalityName: row.municipality ? (registry.municipalities.get(row.municipality)?.name ?? null) : null,
    organisationName: bodyName(row.organisation),
    dueAt: row.due_at?.toISOString() ?? null,
    steps: events.rows.flatMap((event) => {
      const text = stepText(event.type, event.data, bodyName);
      return text ? [{ at: event.at.toISOString(), text }] : [];
    }),
  };
}

// biome-ignore lint/suspicious/noExplicitAny: event data have a shape for each type
function stepText(type: string, data: any, bodyName: (code: string) => string): string | null {
  switch (type) {
    case 'appeal.registered':
      return data.triage === 'queue'
        ? 'Принято. Определяем, кто должен решить'
        : `Принято и направлено: ${bodyName(data.organisation)}`;
    case 'triage.decided':
      return `Направлено: ${bodyName(data.after.organisation)}`;
    default:
      return null;
  }
}
