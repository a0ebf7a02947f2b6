import type { RegisterContext } from '../../server/intake/index.ts';
import { createNumberSource } from '../../server/intake/index.ts';
import type { IncomingMessage, TriageDecision } from '../../server/path/index.ts';
import { type Clock, systemClock } from '../../server/platform/clock.ts';
import type { EventSignal } from '../../server/platform/event-log/index.ts';
import type { TestDatabase } from './with-database.ts';

let last = 0;

/** An ordinary message with a key of its own. */
export function message(part: Partial<IncomingMessage> = {}): IncomingMessage {
  last += 1;
  return {
    channel: 'web',
    externalId: `key-${process.pid}-${last}`,
    filedAt: new Date('2026-11-20T05:00:00Z'),
    text: `На улице Лесной яма, номер ${last}`,
    regime: 'pos_message',
    ...part,
  };
}

/** What triage might say; intake must not care. */
export function decision(part: Partial<TriageDecision> = {}): TriageDecision {
  return {
    kind: 'complaint',
    topic: null,
    topicP: null,
    suggestions: [],
    modelVersion: null,
    municipality: null,
    placeWhy: null,
    lat: null,
    lon: null,
    urgency: 2,
    urgencyReasons: [],
    organisation: 'centre',
    coExecutors: [],
    routeWhy: 'проверка',
    state: 'queue',
    dueAt: new Date('2026-12-20T05:00:00Z'),
    deadlineSteps: [],
    ...part,
  };
}

/** Followers then look once a second. */
export const silentSignal: EventSignal = { wake() {}, onWake: () => () => {}, async close() {} };

export function registerContext(
  database: TestDatabase,
  decide: RegisterContext['decide'] = () => decision(),
  clock: Clock = systemClock,
): RegisterContext {
  const { pool } = database;
  return { pool, clock, decide, numbers: createNumberSource(pool), signal: silentSignal, regionId: '54' };
}

/** The row that every other table of a region refers to, where a whole region would be too much. */
export async function insertBareRegion({ pool }: TestDatabase, code = '54'): Promise<void> {
  await pool.query(
    `insert into region (region_id, name, name_in, oktmo, time_zone, preset, centre_lat, centre_lon, default_policy, centre_organisation)
     values ($1, 'Проверочная область', 'Проверочной области', '50000000', 'Asia/Novosibirsk', 'base', 55, 82, 'pos', 'centre')`,
    [code],
  );
}
