import {
  createDecipheriv,
  createECDH,
  createPublicKey,
  type ECDH,
  hkdfSync,
  randomBytes,
  verify,
} from 'node:crypto';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface BrowserKeys {
  keys: { p256dh: string; auth: string };
  pair: ECDH;
}

/** What a browser makes when it subscribes. */
export function createBrowserKeys(): BrowserKeys {
  const pair = createECDH('prime256v1');
  const p256dh = pair.generateKeys().toString('base64url');
  return { pair, keys: { p256dh, auth: randomBytes(16).toString('base64url') } };
}

/** Reads a body as a browser does (RFC 8291, the receiving side). @throws Error when it is not for this browser */
export function decryptPush(body: Buffer, { pair, keys }: BrowserKeys): string {
  const salt = body.subarray(0, 16);
  const keyEnd = 21 + body[20]!;
  const sender = body.subarray(21, keyEnd);
  const hkdf = (secret: Uint8Array, by: Uint8Array, info: Uint8Array, length: number) =>
    Buffer.from(hkdfSync('sha256', secret, by, info, length));
  const info = Buffer.concat([Buffer.from('WebPush: info\0'), pair.getPublicKey(), sender]);
  const secret = hkdf(pair.computeSecret(sender), Buffer.from(keys.auth, 'base64url'), info, 32);
  const key = hkdf(secret, salt, Buffer.from('Content-Encoding: aes128gcm\0'), 16);
  const nonce = hkdf(secret, salt, Buffer.from('Content-Encoding: nonce\0'), 12);
  const decipher = createDecipheriv('aes-128-gcm', key, nonce);
  decipher.setAuthTag(body.subarray(-16));
  const padded = Buffer.concat([decipher.update(body.subarray(keyEnd, -16)), decipher.final()]);
  const end = padded.lastIndexOf(2);
  if (end < 0) throw new Error('No delimiter of the last record.');
  return padded.subarray(0, end).toString();
}

export interface Pushed {
  path: string;
  headers: IncomingHttpHeaders;
  body: Buffer;
}

export interface PushService {
  host: string;
  /** What was taken, oldest first. */
  pushed: Pushed[];
  /** Answers to come, the first for the next request; 201 when there are none. */
  answers: number[];
  close(): void;
}

/** A push service on loopback: takes what a real one would and refuses what it would refuse. */
export async function startPushService(publicKey: () => string): Promise<PushService> {
  const pushed: Pushed[] = [];
  const answers: number[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk) => chunks.push(chunk));
    request.on('end', () => {
      const { headers, url } = request;
      const refused = refusal(headers, `http://${headers.host}`, publicKey());
      const status = refused ?? answers.shift() ?? 201;
      if (status === 201) pushed.push({ path: url!, headers, body: Buffer.concat(chunks) });
      response.writeHead(status, status === 429 ? { 'retry-after': '0' } : {}).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    host: `127.0.0.1:${(server.address() as AddressInfo).port}`,
    pushed,
    answers,
    close: () => server.close(),
  };
}

/** RFC 8030: TTL and encoding must be there; RFC 8292: the JWT is for us, not over, and signed with the subscribed key. */
function refusal(headers: IncomingHttpHeaders, origin: string, publicKey: string): number | null {
  if (headers.ttl === undefined || headers['content-encoding'] !== 'aes128gcm') return 400;
  const [, jwt, k] = /^vapid t=([^,]+), k=(.+)$/.exec(headers.authorization ?? '') ?? [];
  if (!jwt || k !== publicKey) return 401;
  const [head, claims, signature] = jwt.split('.') as [string, string, string];
  const { aud, exp, sub } = JSON.parse(Buffer.from(claims, 'base64url').toString());
  const seconds = Date.now() / 1000;
  if (aud !== origin || exp < seconds || exp > seconds + 86_400 || !/^(mailto|https):/.test(sub)) return 403;
  const point = Buffer.from(publicKey, 'base64url');
  const [x, y] = [point.subarray(1, 33), point.subarray(33)].map((half) => half.toString('base64url'));
  const key = createPublicKey({ format: 'jwk', key: { kty: 'EC', crv: 'P-256', x, y } });
  const right = verify(
    'sha256',
    Buffer.from(`${head}.${claims}`),
    { key, dsaEncoding: 'ieee-p1363' },
    Buffer.from(signature, 'base64url'),
  );
  return right ? null : 403;
}
