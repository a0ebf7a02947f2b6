import { createServer, request, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A network between a browser and the server, as bad as one likes. */
export interface BadNetwork {
  url: string;
  /** `away`: nothing passes · `loses_answers`: what is filed arrives, its answer does not. */
  state: 'good' | 'away' | 'loses_answers';
  close(): void;
}

export async function startBadNetwork(target: () => string): Promise<BadNetwork> {
  const server: Server = createServer((asked, answered) => {
    if (network.state === 'away') return void asked.socket.destroy();
    const { hostname, port } = new URL(target());
    const { method, url, headers } = asked;
    const onward = request({ hostname, port, method, path: url, headers }, (answer) => {
      if (network.state === 'loses_answers' && method === 'POST' && url === '/api/appeals') {
        answer.resume();
        answer.on('end', () => asked.socket.destroy());
        return;
      }
      answered.writeHead(answer.statusCode!, answer.headers);
      answer.pipe(answered);
    });
    onward.on('error', () => asked.socket.destroy());
    asked.pipe(onward);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const network: BadNetwork = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    state: 'good',
    close() {
      server.close();
      server.closeAllConnections();
    },
  };
  return network;
}
