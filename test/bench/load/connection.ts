import { Buffer } from 'node:buffer';
import { connect, type Socket } from 'node:net';

export interface Answer {
  status: number;
  body: string;
}

/**
 * A keep-alive HTTP/1.1 connection that writes ready requests, one at a time. A client library would spend on two shared cores what
 * is to be measured.
 */
export interface Connection {
  /** @throws Error when the connection breaks */
  ask(request: Buffer): Promise<Answer>;
  close(): void;
}

export async function openConnection(port: number): Promise<Connection> {
  const socket: Socket = connect({ port, host: '127.0.0.1', noDelay: true });
  await new Promise<void>((resolve, reject) => {
    socket.once('connect', resolve);
    socket.once('error', reject);
  });
  let received: Buffer = Buffer.alloc(0);
  let waiting: { resolve(answer: Answer): void; reject(error: Error): void } | undefined;
  socket.on('data', (chunk: Buffer) => {
    received = received.length === 0 ? chunk : Buffer.concat([received, chunk]);
    const answer = readAnswer(received);
    if (!answer) return;
    received = received.subarray(answer.bytes);
    const asked = waiting;
    waiting = undefined;
    asked?.resolve(answer);
  });
  const broken = (error?: Error) => {
    waiting?.reject(error ?? new Error('The server closed the connection'));
    waiting = undefined;
  };
  socket.on('error', broken);
  socket.on('close', () => broken());
  return {
    ask: (request) =>
      new Promise((resolve, reject) => {
        waiting = { resolve, reject };
        socket.write(request);
      }),
    close: () => socket.destroy(),
  };
}

/** The server always says the length; nothing here is chunked. */
function readAnswer(bytes: Buffer): (Answer & { bytes: number }) | null {
  const end = bytes.indexOf('\r\n\r\n');
  if (end < 0) return null;
  const head = bytes.toString('latin1', 0, end);
  const length = Number(/content-length: (\d+)/i.exec(head)?.[1] ?? 0);
  const whole = end + 4 + length;
  if (bytes.length < whole) return null;
  return { status: Number(head.slice(9, 12)), body: bytes.toString('utf8', end + 4, whole), bytes: whole };
}
