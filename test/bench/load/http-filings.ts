// Files appeals over HTTP, keep-alive, one after another on every connection. Started by load-process.ts.
import { randomUUID } from 'node:crypto';
import { openConnection } from './connection.ts';
import { type Settings, serveLoad } from './load-process.ts';
import { inventFilings, requestOf } from './requests.ts';

const { port, seed, connections, texts } = JSON.parse(process.argv[2]!) as Settings & {
  port: number;
  texts: number;
};
const requests = inventFilings(seed, texts).map((filing) => requestOf(filing, randomUUID()));
const open = await Promise.all(Array.from({ length: connections }, () => openConnection(port)));
let next = 0;

await serveLoad(connections, async (connection) => {
  const request = requests[next++];
  if (!request) throw new Error('Out of texts: a round must not repeat one');
  return (await open[connection]!.ask(request)).status === 201;
});
