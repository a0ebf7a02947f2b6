import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Asked {
  method: string;
  path: string;
  query: URLSearchParams;
  headers: IncomingMessage['headers'];
  body: Buffer;
}

export interface Answer {
  status?: number;
  headers?: Record<string, string>;
  body?: unknown;
}

/** A local server in the place of a provider. It may be made to fail: silent, angry, or gone. */
export interface ProviderPeer {
  base: string;
  host: string;
  asked: Asked[];
  /** The next so many requests are answered by this instead; `hang` never answers. */
  failWith(answer: Answer | 'hang' | 'reset', times: number): void;
  close(): Promise<void>;
}

export async function startPeer(answer: (asked: Asked) => Answer | Promise<Answer>): Promise<ProviderPeer> {
  const asked: Asked[] = [];
  let failure: Answer | 'hang' | 'reset' | null = null;
  let failures = 0;
  const server: Server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const url = new URL(request.url ?? '/', 'http://peer');
      const entry: Asked = {
        method: request.method ?? 'GET',
        path: decodeURIComponent(url.pathname),
        query: url.searchParams,
        headers: request.headers,
        body: Buffer.concat(chunks),
      };
      asked.push(entry);
      if (failures > 0 && failure) {
        failures -= 1;
        if (failure === 'hang') return;
        if (failure === 'reset') return void request.socket.destroy();
        return write(response, failure);
      }
      void (async () => write(response, await answer(entry)))();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    base: `http://127.0.0.1:${port}`,
    host: `127.0.0.1:${port}`,
    asked,
    failWith(next, times) {
      failure = next;
      failures = times;
    },
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

function write(response: ServerResponse, { status = 200, headers = {}, body }: Answer): void {
  const content = Buffer.isBuffer(body) ? body : JSON.stringify(body ?? {});
  response.writeHead(status, { 'content-type': 'application/json', ...headers });
  response.end(content);
}

/** A picture of one point, as a provider's media host would give it. */
export const PIXEL = Buffer.from('89504e470d0a1a0a0000000d4948445200000001000000010806000000', 'hex');
