import type pg from 'pg';
import type { EnterKnownEvent, KnownEvent } from '../../../contract/known-events.ts';
import type { SpikeRow } from '../../../contract/spikes.ts';
import type { AccessScope } from '../../access/index.ts';
import type { QuietTime } from '../../path/index.ts';
import { transaction } from '../../platform/database/index.ts';
import { appendEvent } from '../../platform/event-log/index.ts';
import { uuidV7 } from '../../platform/identifiers/uuid-v7.ts';
import type { Taxonomy } from '../../registry/taxonomy.ts';
import { admitsSpike, topicsWhollyWithin, whereSpike } from '../admits-spike.ts';
import { SpikeConflict } from '../decide-spike.ts';
import { type AlertContext, toSpikeRow } from '../list-spikes.ts';
import { insertSpikeEvent, lockRecording, SPIKE_COLUMNS, type StoredSpike } from '../queries.ts';
import { explains } from './explains.ts';
import { type EventRow, readEvents } from './queries.ts';

export interface EventAct extends AlertContext {
  login: string;
  now: Date;
}

type Entered = QuietTime & Pick<EnterKnownEvent, 'title' | 'kind' | 'note'>;

/** An event silences alarms in its whole territory, so only who sees all of that may enter or remove it. */
function mayEnter(scope: AccessScope, taxonomy: Taxonomy, { topics, places }: QuietTime): boolean {
  if (scope.organisations) return false;
  const whole = topicsWhollyWithin(scope, taxonomy);
  if (whole && (topics.length === 0 || !topics.every((topic) => whole.includes(topic)))) return false;
  const { municipalities } = scope;
  return !municipalities || (places.length > 0 && places.every((place) => municipalities.includes(place)));
}

/** Whoever has something in the event's territory may know of it. */
function concerns(
  { organisations, topics, municipalities }: AccessScope,
  event: QuietTime,
  taxonomy: Taxonomy,
) {
  if (organisations) return false;
  const isUnder = (code: string) => {
    for (let at: string | null = code; at !== null; at = taxonomy.byCode.get(at)?.parent ?? null)
      if (event.topics.includes(at)) return true;
    return false;
  };
  return (
    (!municipalities ||
      event.places.length === 0 ||
      event.places.some((place) => municipalities.includes(place))) &&
    (!topics || event.topics.length === 0 || topics.some(isUnder))
  );
}

/** Events that concern a person, the latest first. */
export async function listKnownEvents({ pool, registry, scope }: AlertContext): Promise<KnownEvent[]> {
  const { taxonomy } = registry;
  const rows = await readEvents(pool, registry.code);
  return rows.filter((row) => concerns(scope, row, taxonomy)).map((row) => toEvent(row, scope, taxonomy));
}

/** Waves already found that an event would explain, those this person may see. @throws SpikeConflict */
export async function previewKnownEvent(context: AlertContext, event: EnterKnownEvent): Promise<SpikeRow[]> {
  const entered = checked(context, event);
  const rows = await explained(context.pool, context, entered);
  return rows.map((row) => toSpikeRow(row, context));
}

/** Writes an event down; waves that it explains and nobody has judged become known by its name. @throws SpikeConflict */
export async function enterKnownEvent(act: EventAct, event: EnterKnownEvent): Promise<KnownEvent> {
  const { pool, registry, scope, login, now } = act;
  const entered = checked(act, event);
  const id = uuidV7(now.getTime());
  const row = await transaction(pool, async (client) => {
    await lockRecording(client, registry.code);
    await client.query(
      `insert into known_event (region_id, event_id, title, kind, topics, municipalities, from_day, to_day, note, entered_by, entered_at)
       values ($1,$2,$3,$4,$5,$6,$7,$8,$9,$10,$11)`,
      [
        registry.code,
        id,
        entered.title,
        entered.kind,
        entered.topics,
        entered.places,
        entered.from,
        entered.to,
        entered.note,
        login,
        now,
      ],
    );
    for (const spike of await explained(client, act, entered)) {
      await client.query(
        `update spike set version = version + 1, state = case when state = 'found' then 'known' else state end, verdict = 'known',
                verdict_by = $3, verdict_at = $4, known_event = $5, known_as = $6, updated_at = $4
          where region_id = $1 and spike_id = $2`,
        [registry.code, spike.id, login, now, id, entered.title],
      );
      await insertSpikeEvent(
        client,
        registry.code,
        'spike.decided',
        { ...spike, state: 'known' },
        now,
        login,
        {
          before: spike.state,
          event: id,
        },
      );
    }
    await insertEventEntry(
      client,
      registry.code,
      'known_event.entered',
      { login, now },
      { event: id, ...entered },
    );
    return (await readEvents(client, registry.code, id))[0]!;
  });
  return toEvent(row, scope, registry.taxonomy);
}

/** Takes an event back: what was known only by it is a new wave again, or over. @throws SpikeConflict */
export async function removeKnownEvent(act: EventAct, id: string): Promise<void> {
  const { pool, registry, scope, login, now } = act;
  await transaction(pool, async (client) => {
    await lockRecording(client, registry.code);
    const [row] = await readEvents(client, registry.code, id);
    if (!row || !mayEnter(scope, registry.taxonomy, row))
      throw new SpikeConflict('not_found', 'Такого события нет или оно шире вашего ведения.');
    const freed = await client.query<{ id: string; topic: string; places: string[]; state: string }>(
      `update spike set version = version + 1, state = case when state = 'known' then 'found' else state end, verdict = null,
              verdict_by = null, verdict_at = null, known_event = null, known_as = null, updated_at = $3
        where region_id = $1 and known_event = $2 and (verdict = 'known' or verdict is null)
        returning spike_id as id, topic, places, state`,
      [registry.code, id, now],
    );
    for (const spike of freed.rows)
      await insertSpikeEvent(client, registry.code, 'spike.decided', spike, now, login, { before: 'known' });
    await client.query('update spike set known_event = null where region_id = $1 and known_event = $2', [
      registry.code,
      id,
    ]);
    await client.query('delete from known_event where region_id = $1 and event_id = $2', [registry.code, id]);
    await insertEventEntry(
      client,
      registry.code,
      'known_event.removed',
      { login, now },
      { event: id, title: row.title },
    );
  });
}

/** @throws SpikeConflict when a code is unknown or the event reaches beyond the person's own */
function checked({ registry, scope }: AlertContext, event: EnterKnownEvent): Entered {
  const { municipalities: places, ...rest } = event;
  const unknown =
    event.topics.find((code) => !registry.taxonomy.byCode.has(code)) ??
    places.find((code) => !registry.municipalities.has(code));
  if (unknown) throw new SpikeConflict('invalid', `«${unknown}» нет в справочнике: выберите из списка.`);
  const entered = { ...rest, places };
  if (!mayEnter(scope, registry.taxonomy, entered))
    throw new SpikeConflict('invalid', 'Событие шире вашего ведения: выберите свои темы и муниципалитеты.');
  return entered;
}

/** Waves without a verdict, found or over, that the event explains. */
async function explained(
  client: pg.Pool | pg.PoolClient,
  { registry, scope }: AlertContext,
  event: Entered,
): Promise<StoredSpike[]> {
  const parameters: unknown[] = [registry.code, event.from, event.to];
  const found = await client.query<StoredSpike>(
    `select ${SPIKE_COLUMNS} from spike s
      where s.region_id = $1 and s.verdict is null and s.state in ('found', 'over') and s.last_day >= $2::date - 1
        and s.first_day <= $3::date and ${whereSpike(scope, registry.taxonomy, parameters)}
      order by s.last_day desc limit 200`,
    parameters,
  );
  return found.rows.filter(
    (row) => explains(event, row, registry.taxonomy) && admitsSpike(scope, registry.taxonomy, row),
  );
}

function toEvent(row: EventRow, scope: AccessScope, taxonomy: Taxonomy): KnownEvent {
  const { places: municipalities, topics, ...rest } = row;
  return {
    ...rest,
    topics: [...topics],
    municipalities: [...municipalities],
    mayRemove: mayEnter(scope, taxonomy, row),
  };
}

async function insertEventEntry(
  client: pg.PoolClient,
  regionId: string,
  type: 'known_event.entered' | 'known_event.removed',
  { login, now }: { login: string; now: Date },
  data: object,
): Promise<void> {
  await appendEvent(client, regionId, { at: now, type, appealId: null, actor: login, data });
}
