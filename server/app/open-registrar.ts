import { createNumberSource, type RegisterContext } from '../intake/index.ts';
import { systemClock } from '../platform/clock.ts';
import type { Database } from '../platform/database/index.ts';
import { createEventSignal } from '../platform/event-log/index.ts';
import { loadRegion } from '../registry/store/index.ts';
import { decideTriage } from '../triage/index.ts';
import { loadKnowledge } from './load-knowledge.ts';

export interface Registrar {
  context: RegisterContext;
  close(): Promise<void>;
}

/** Everything needed to register appeals outside the web server: the commands' way into the same use case. */
export async function openRegistrar(database: Database, regionId: string): Promise<Registrar> {
  const { pool } = database;
  const registry = await loadRegion(pool, regionId);
  const knowledge = await loadKnowledge(pool, registry, { error: (message) => console.error(message) });
  const signal = await createEventSignal(database, { listen: false });
  return {
    context: {
      pool,
      clock: systemClock,
      signal,
      regionId,
      numbers: createNumberSource(pool),
      decide: (message, now) => decideTriage(message, now, knowledge),
    },
    close: () => signal.close(),
  };
}
