import { allows } from '../../../contract/access.ts';
import type { LiveEvent, LiveEventName } from '../../../contract/events.ts';
import { readRows } from '../../casework/index.ts';
import type { LogEvent } from '../../platform/event-log/index.ts';
import { HttpProblem } from '../../platform/http/problem.ts';
import { caseContext } from './casework.ts';
import { authorised, type Handlers } from './handler.ts';

const ROWS_MAX = 50;
const HEARTBEAT_MS = 20_000;
const STREAMS_MAX = 3000;
/** A reader that does not take what is sent is cut off rather than kept in memory; the browser comes back by itself. */
const UNSENT_BYTES_MAX = 1_000_000;

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
    const { reply, app } = request;
    reply.hijack();
    const { raw } = reply;
    raw.writeHead(200, {
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-store',
      'x-accel-buffering': 'no',
    });
    raw.write('retry: 2000\n\n');
    streams += 1;

    const send = <N extends LiveEventName>(name: N, data: LiveEvent<N>, id: string) => {
      if (raw.writableLength > UNSENT_BYTES_MAX) return raw.destroy();
      raw.write(`event: ${name}\nid: ${id}\ndata: ${JSON.stringify(data)}\n\n`);
    };
    const seesCases = allows(caller.role, 'appeals.read');
    const context = caseContext(region, scope);
    const sendCases = async (events: LogEvent[], position: string) => {
      const registered = idsOf(events, (type) => type === 'appeal.registered');
      if (registered.length > 0) {
        const rows = await readRows(app.pool, registered.slice(-ROWS_MAX), context);
        if (rows.length > 0)
          send('appeals.registered', { rows, more: Math.max(0, registered.length - ROWS_MAX) }, position);
      }
      const changed = idsOf(events, (type) => type !== 'appeal.registered');
      if (changed.length === 0) return;
      const rows = await readRows(app.pool, changed.slice(-ROWS_MAX), context);
      if (rows.length > 0) {
        send(
          'appeals.changed',
          { ids: rows.map((row) => row.id), more: Math.max(0, changed.length - ROWS_MAX) },
          position,
        );
      }
    };
    const off = region.onLive((_name, events, position) => {
      if (allows(caller.role, 'insight.read')) send('facts.advanced', { position }, position);
      if (seesCases) void sendCases(events, position).catch(() => {});
    });
    const heartbeat = setInterval(() => raw.write(': \n\n'), HEARTBEAT_MS);
    raw.on('close', () => {
      off();
      clearInterval(heartbeat);
      streams -= 1;
    });
    return undefined;
  },
};

function idsOf(events: LogEvent[], wanted: (type: string) => boolean): string[] {
  return [
    ...new Set(events.flatMap((event) => (event.appealId && wanted(event.type) ? [event.appealId] : []))),
  ];
}
