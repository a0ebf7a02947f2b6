import { SendFailed } from './adapter.ts';

export interface ProviderAnswer {
  status: number;
  headers: Headers;
  /** Parsed JSON, or null when the answer is not JSON. */
  json: unknown;
  /** As it came; null when it was longer than is read. */
  content: Buffer | null;
}

export interface ProviderRequest {
  method: 'GET' | 'POST' | 'PUT';
  headers?: Record<string, string>;
  body?: string | Buffer | URLSearchParams | FormData;
}

/**
 * The only way out to a provider. Addresses are made of the base in the account's settings; nothing from a payload chooses a host.
 * Redirects are not followed, answers are bounded in size and time.
 */
export interface ProviderClient {
  /** @throws SendFailed «later» when the provider cannot be reached */
  call(base: string, path: string, request: ProviderRequest): Promise<ProviderAnswer>;
  /**
   * A form with a file to the address that the provider named for it, on one of its own hosts.
   *
   * @throws SendFailed
   */
  upload(url: string, hosts: readonly string[], form: FormData): Promise<ProviderAnswer>;
  /** Bytes of a file on one of these hosts (`host`, `host:port` or `*.suffix`). `never`: no later try will bring it. */
  fetchMedia(
    url: string,
    hosts: readonly string[],
    bytesMax: number,
  ): Promise<{ content: Buffer } | { never: boolean }>;
}

const ANSWER_BYTES_MAX = 1_000_000;
const WITHIN_MS = 15_000;

export function createProviderClient(withinMs = WITHIN_MS): ProviderClient {
  const ask = async (url: URL, { method, headers = {}, body }: ProviderRequest): Promise<ProviderAnswer> => {
    try {
      const answer = await fetch(url, {
        method,
        headers,
        body: Buffer.isBuffer(body) ? new Uint8Array(body) : body,
        redirect: 'manual',
        signal: AbortSignal.timeout(withinMs),
      });
      const content = await readBounded(answer, ANSWER_BYTES_MAX);
      return { status: answer.status, headers: answer.headers, json: parseJson(content), content };
    } catch (error) {
      // The address may carry a token: only the host is told.
      throw new SendFailed('later', `${url.host} не отвечает: ${reasonOf(error)}`);
    }
  };
  return {
    call: (base, path, request) => ask(addressUnder(base, path), request),
    async upload(url, hosts, form) {
      if (!isOnHosts(url, hosts))
        throw new SendFailed('dead', 'Площадка просит отправить файл на незнакомый адрес: он не отправлен.');
      return ask(new URL(url), { method: 'POST', body: form });
    },
    async fetchMedia(url, hosts, bytesMax) {
      if (!isOnHosts(url, hosts)) return { never: true };
      try {
        const answer = await fetch(url, { redirect: 'error', signal: AbortSignal.timeout(withinMs) });
        if (!answer.ok)
          return { never: answer.status >= 400 && answer.status < 500 && answer.status !== 429 };
        const content = await readBounded(answer, bytesMax);
        return content ? { content } : { never: true };
      } catch {
        return { never: false };
      }
    },
  };
}

/** @throws Error when a path would leave the base */
function addressUnder(base: string, path: string): URL {
  const root = new URL(base.endsWith('/') ? base : `${base}/`);
  // Put together as text: «bot77:…» after a slash is a folder, by itself it would be read as a scheme.
  const url = new URL(root.href + path.replace(/^\/+/, ''));
  if (url.origin !== root.origin || !url.pathname.startsWith(root.pathname)) {
    throw new Error('The path leaves the configured base address.');
  }
  return url;
}

/** https on a known host; http only where the host is listed with its port (a local server). */
export function isOnHosts(address: string, hosts: readonly string[]): boolean {
  if (!URL.canParse(address)) return false;
  const url = new URL(address);
  if (url.username || url.password) return false;
  return hosts.some((host) => {
    if (host.includes(':')) return url.host === host && /^https?:$/.test(url.protocol);
    if (url.protocol !== 'https:' || url.port !== '') return false;
    return host.startsWith('*.') ? url.hostname.endsWith(host.slice(1)) : url.hostname === host;
  });
}

async function readBounded(answer: Response, bytesMax: number): Promise<Buffer | null> {
  if (!answer.body) return Buffer.alloc(0);
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of answer.body as unknown as AsyncIterable<Uint8Array>) {
    length += chunk.length;
    if (length > bytesMax) return null;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function parseJson(content: Buffer | null): unknown {
  try {
    return content ? JSON.parse(content.toString()) : null;
  } catch {
    return null;
  }
}

function reasonOf(error: unknown): string {
  if (error instanceof Error && error.name === 'TimeoutError') return 'вышло время';
  const cause = (error as { cause?: { code?: string } })?.cause;
  return cause?.code ?? (error instanceof Error ? error.message : String(error));
}
