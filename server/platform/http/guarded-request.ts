import { lookup as resolve } from 'node:dns';
import { request as plain } from 'node:http';
import { request as secure } from 'node:https';
import { BlockList, isIP, type LookupFunction } from 'node:net';

export interface GuardedAnswer {
  status: number;
  header(name: string): string | undefined;
  body: Buffer;
}

export interface GuardedOptions {
  method?: 'GET' | 'POST';
  headers?: Record<string, string>;
  body?: string;
  bytesMax: number;
  withinMs: number;
  /** `host` or `host:port` that may stand in a private network: a server of one's own, a test. */
  trustedHosts?: readonly string[];
}

/** Nothing was read: the address is not ours to call, nobody answered, or the answer was too long. Russian. */
export class RequestRefused extends Error {
  override name = 'RequestRefused';
}

const PRIVATE = new BlockList();
for (const [network, bits] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['224.0.0.0', 3],
] as const)
  PRIVATE.addSubnet(network, bits, 'ipv4');
for (const [network, bits] of [
  ['::', 96],
  // Ways into IPv4 whose true end is written inside: translation, Teredo, 6to4.
  ['64:ff9b::', 96],
  ['64:ff9b:1::', 48],
  ['2001::', 32],
  ['2002::', 16],
  ['fc00::', 7],
  ['fe80::', 10],
  ['fec0::', 10],
  ['ff00::', 8],
] as const)
  PRIVATE.addSubnet(network, bits, 'ipv6');

/** Of this network, of this machine, or of nobody. */
export function isPrivateAddress(address: string): boolean {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1];
  const family = isIP(mapped ?? address);
  return family === 0 || PRIVATE.check(mapped ?? address, family === 4 ? 'ipv4' : 'ipv6');
}

/**
 * One request to exactly this address. A redirect is an answer like any other and is not followed; a name that leads into a private
 * network is refused at the moment of connecting, so that no second look-up can lead elsewhere; size and time are bounded.
 *
 * @throws RequestRefused
 */
export function guardedRequest(address: string, options: GuardedOptions): Promise<GuardedAnswer> {
  const url = URL.canParse(address) ? new URL(address) : null;
  if (!url || !/^https?:$/.test(url.protocol) || url.username || url.password)
    return Promise.reject(new RequestRefused('Адрес не подходит: нужен вид https://…, без имени и пароля.'));
  const trusted = options.trustedHosts ?? [];
  const own = trusted.includes(url.host) || trusted.includes(url.hostname);
  const host = url.hostname.replace(/^\[|\]$/g, '');
  if (!own && isIP(host) && isPrivateAddress(host)) return Promise.reject(privateNetwork());
  return new Promise((taken, failed) => {
    const deadline = AbortSignal.timeout(options.withinMs);
    const asked = (url.protocol === 'https:' ? secure : plain)(url, {
      method: options.method ?? 'GET',
      headers: { 'user-agent': 'otklik', 'accept-encoding': 'identity', ...options.headers },
      lookup: own ? undefined : publicLookup,
      // A connection left open by a trusted call must not carry one that is not: each is made and judged by itself.
      agent: false,
      signal: deadline,
    });
    const fail = (error: Error) =>
      failed(
        error instanceof RequestRefused
          ? error
          : new RequestRefused(
              `${url.host} не отвечает: ${deadline.aborted ? 'вышло время' : ((error as NodeJS.ErrnoException).code ?? error.message)}.`,
            ),
      );
    asked.on('error', fail);
    asked.on('response', (answer) => {
      const chunks: Buffer[] = [];
      let bytes = 0;
      answer.on('data', (chunk: Buffer) => {
        bytes += chunk.length;
        if (bytes > options.bytesMax) {
          asked.destroy();
          failed(new RequestRefused(`${url.host}: ответ длиннее ${Math.round(options.bytesMax / 1e6)} МБ.`));
        } else chunks.push(chunk);
      });
      answer.on('error', fail);
      answer.on('end', () =>
        taken({
          status: answer.statusCode ?? 0,
          header: (name) => {
            const value = answer.headers[name];
            return Array.isArray(value) ? value[0] : value;
          },
          body: Buffer.concat(chunks),
        }),
      );
    });
    asked.end(options.body);
  });
}

const privateNetwork = () => new RequestRefused('Адрес ведёт во внутреннюю сеть: читать его нельзя.');

const publicLookup: LookupFunction = (hostname, options, done) => {
  resolve(hostname, { ...options, all: true }, (error, addresses) => {
    if (error) return done(error, []);
    if (addresses.some(({ address }) => isPrivateAddress(address))) return done(privateNetwork(), []);
    if (options.all) done(null, addresses);
    else done(null, addresses[0]!.address, addresses[0]!.family);
  });
};
