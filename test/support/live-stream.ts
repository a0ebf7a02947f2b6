import type { Client } from './client.ts';

export interface LiveStream {
  events: { name: string; id: string; data: unknown }[];
  status: number;
  close(): void;
}

/** Opens the live stream and collects what comes until closed. */
export async function openStream(client: Client, headers: Record<string, string> = {}): Promise<LiveStream> {
  const abort = new AbortController();
  const answer = await client.fetch('/api/events', { signal: abort.signal, headers });
  const stream: LiveStream = { events: [], status: answer.status, close: () => abort.abort() };
  void collect(answer, stream).catch(() => {});
  return stream;
}

async function collect(answer: Response, stream: LiveStream): Promise<void> {
  const decoder = new TextDecoder();
  let rest = '';
  for await (const chunk of answer.body ?? []) {
    rest += decoder.decode(chunk as Uint8Array, { stream: true });
    const blocks = rest.split('\n\n');
    rest = blocks.pop()!;
    for (const block of blocks) {
      const field = (name: string) => new RegExp(`^${name}: (.*)$`, 'm').exec(block)?.[1];
      const name = field('event');
      if (name)
        stream.events.push({ name, id: field('id') ?? '', data: JSON.parse(field('data') ?? 'null') });
    }
  }
}
