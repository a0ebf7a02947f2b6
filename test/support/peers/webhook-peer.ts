import { type ProviderPeer, startPeer } from './provider-peer.ts';

/** Somebody else's system that takes our signed answers. */
interface WebhookSent {
  headers: Record<string, unknown>;
  raw: string;
  text: string;
  thread: string;
  attachments?: { url: string; bytes: number }[];
}

export async function startWebhookPeer(): Promise<
  ProviderPeer & { sent: WebhookSent[]; pictures: Buffer[]; refusePictures: boolean }
> {
  const sent: WebhookSent[] = [];
  const pictures: Buffer[] = [];
  const peer = await startPeer(async ({ headers, body }) => {
    const told = JSON.parse(body.toString()) as Pick<WebhookSent, 'text' | 'thread' | 'attachments'>;
    if (self.refusePictures && told.attachments) return { status: 422, body: {} };
    sent.push({ headers, raw: body.toString(), ...told });
    for (const { url } of told.attachments ?? [])
      pictures.push(Buffer.from(await (await fetch(url)).arrayBuffer()));
    return { status: 202, body: {} };
  });
  const self = Object.assign(peer, { sent, pictures, refusePictures: false });
  return self;
}
