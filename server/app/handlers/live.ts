import { isDeepStrictEqual } from 'node:util';
import { may } from '../../../contract/access.ts';
import type { LiveEvent, LiveEventName } from '../../../contract/events.ts';
import { admitsCase } from '../../access/index.ts';
import { admitsSpike } from '../../alerts/index.ts';
import { formatPosition, parsePosition, readEvents } from '../../platform/event-log/index.ts';
import { HttpProblem } from '../../platform/http/problem.ts';
import { callerOf } from '../caller-of.ts';
import { createLiveStep, type LiveRow, type LiveStep } from '../live-step.ts';
import { authorised, type Handlers, type Request } from './handler.ts';

const STREAMS_MAX = 3000;
/** More rows than this in one event are counted, not shown. */
const ROWS_MAX = 50;
const HEARTBEAT_MS = 20_000;
/** A reader that does not take what is sent is cut off rather than kept in memory; the browser comes back by itself. */
const UNSENT_BYTES_MAX = 1_000_000;
/** Older than this is an import of the past: for the map, not for a feed of what comes in. */
const FRESH_MS = 86_400_000;
/** One that comes back is told of at most so many events it missed; what lies further is in the lists. */
const MISSED_MAX = 500;

let streams = 0;

export const liveHandlers: Handlers<'events'> = {
  async events(request) {
    const { caller, region, scope } = authorised(request);
    if (streams >= STREAMS_MAX) {
      throw new HttpProblem(
        503,
        'Слишком много открытых страниц',
        'Живое обновление вернётся само через минуту.',
        {
          headers: { 'retry-after': '60' },
        },
      );
    }
    const { app } = request;
    const raw = openStream(request);
    streams += 1;

    const send = <N extends LiveEventName>(name: N, data: LiveEvent<N>, id: string) => {
      if (raw.writableLength > UNSENT_BYTES_MAX) return raw.destroy();
      raw.write(`event: ${name}\nid: ${id}\ndata: ${JSON.stringify(data)}\n\n`);
    };
    const seesCases = may(caller, 'appeals.read');
    const seesFacts = may(caller, 'insight.read');
    const admitted = (rows: LiveRow[]) => rows.filter((row) => admitsCase(scope, row));
    const tell = async (step: LiveStep) => {
      if (seesFacts) send('facts.advanced', { position: step.position }, step.position);
      if (seesFacts) {
        const { taxonomy } = region.registry();
        const spikes = await step.spikes();
        const own = spikes.rows.filter((row) => admitsSpike(scope, taxonomy, row));
        if (own.length > 0) {
          const found = own.filter((row) => spikes.found.has(row.id)).slice(0, ROWS_MAX);
          send('spikes.changed', { ids: own.map((row) => row.id), found }, step.position);
        }
      }
      if (!seesCases) return;
      const [registered, changed] = await Promise.all([step.registered(), step.changed()]);
      const since = app.clock.now().getTime() - FRESH_MS;
      const fresh = admitted(registered).filter((row) => Date.parse(row.filedAt) > since);
      if (fresh.length > 0) {
        const rows = fresh.slice(-ROWS_MAX);
        send('appeals.registered', { rows, more: fresh.length - rows.length }, step.position);
      }
      const ids = admitted(changed).map((row) => row.id);
      if (ids.length > 0) {
        const shown = ids.slice(-ROWS_MAX);
        send('appeals.changed', { ids: shown, more: ids.length - shown.length }, step.position);
      }
    };
    const off = region.onLive((step) => void tell(step).catch(() => raw.destroy()));
    const heartbeat = setInterval(() => {
      raw.write(': \n\n');
      void endWithRights(request, raw);
    }, HEARTBEAT_MS);
    raw.on('close', () => {
      off();
      clearInterval(heartbeat);
      streams -= 1;
    });
    const missed = await missedStep(request);
    if (missed) await tell(missed);
    return undefined;
  },
};

function openStream({ reply }: Request<'events'>) {
  reply.hijack();
  reply.raw.writeHead(200, {
    'content-type': 'text/event-stream; charset=utf-8',
    'cache-control': 'no-store',
    'x-accel-buffering': 'no',
  });
  reply.raw.write('retry: 2000\n\n');
  return reply.raw;
}

/**
 * Who has signed out, was switched off, or whose key was revoked, hears no more. Who may see something else since the stream was opened
 * comes back by himself, with what he may see now.
 */
async function endWithRights(request: Request<'events'>, raw: { destroy(): void }): Promise<void> {
  const opened = authorised(request).caller;
  const caller = await callerOf(request.app, request.http).catch(() => opened);
  if (!isDeepStrictEqual(caller, opened)) raw.destroy();
}

/** What a reader that comes back with `Last-Event-ID` has missed. */
async function missedStep(request: Request<'events'>): Promise<LiveStep | null> {
  const { region } = authorised(request);
  const after = parsePosition(String(request.http.headers['last-event-id'] ?? ''));
  if (!after) return null;
  const { pool } = request.app;
  const events = await readEvents(pool, region.code, after, MISSED_MAX);
  if (events.length === 0) return null;
  return createLiveStep(
    pool,
    region.code,
    events,
    formatPosition(events.at(-1)!.position),
    region.readSpikes,
  );
}
