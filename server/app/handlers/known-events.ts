import {
  enterKnownEvent,
  listKnownEvents,
  previewKnownEvent,
  removeKnownEvent,
  SpikeConflict,
} from '../../alerts/index.ts';
import { alertContext, problemOf } from './alerts.ts';
import { authorised, type Handlers } from './handler.ts';

type Doors = 'knownEvents' | 'previewKnownEvent' | 'enterKnownEvent' | 'removeKnownEvent';

export const knownEventHandlers: Handlers<Doors> = {
  knownEvents: async (request) => ({ rows: await listKnownEvents(alertContext(request)) }),
  previewKnownEvent: async (request) =>
    saying(async () => ({ rows: await previewKnownEvent(alertContext(request), request.body) })),
  async enterKnownEvent(request) {
    const { caller } = authorised(request);
    const { clock, signal } = request.app;
    const act = { ...alertContext(request), login: caller.login, now: clock.now() };
    const entered = await saying(() => enterKnownEvent(act, request.body));
    signal.wake();
    return entered;
  },
  async removeKnownEvent(request) {
    const { caller } = authorised(request);
    const { clock, signal } = request.app;
    const act = { ...alertContext(request), login: caller.login, now: clock.now() };
    await saying(() => removeKnownEvent(act, request.params.id));
    signal.wake();
    return undefined;
  },
};

async function saying<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof SpikeConflict) throw problemOf(error);
    throw error;
  }
}
