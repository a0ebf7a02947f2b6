import { type Registered, registerAppeals } from '../../server/intake/index.ts';
import type { IncomingMessage, TriageDecision } from '../../server/path/index.ts';
import { decision, message, registerContext } from './messages.ts';
import type { TestServer } from './with-server.ts';

export interface Filled {
  message?: Partial<IncomingMessage>;
  decision?: Partial<TriageDecision>;
}

/** Puts appeals with these very properties into a server's region (triage is told what to say) and waits until all screens have them. */
export async function fill(server: TestServer, parts: readonly Filled[]): Promise<Registered[]> {
  let next = 0;
  const { signal, clock } = server.app.context;
  const context = {
    ...registerContext(server.database, () => decision(parts[next++]?.decision), clock),
    signal,
  };
  const results = await registerAppeals(
    context,
    parts.map((part) => message(part.message)),
  );
  await server.settled();
  return results as Registered[];
}
