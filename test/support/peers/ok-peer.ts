import { PIXEL, type ProviderPeer, startPeer } from './provider-peer.ts';

/** api.ok.ru Graph API of a group: subscriptions and messages. */
export async function startOkPeer(): Promise<
  ProviderPeer & { sent: { chat: string; text: string }[]; pictures: Buffer[]; refusePictures: boolean }
> {
  const pictures: Buffer[] = [];
  const sent: { chat: string; text: string }[] = [];
  const peer = await startPeer(async ({ path, query, body }) => {
    if (path.startsWith('/photo')) return { body: PIXEL, headers: { 'content-type': 'image/png' } };
    if (query.get('access_token') !== 'ok-token')
      return { body: { error_code: 103, error_msg: 'PARAM_SESSION_KEY : Invalid session key' } };
    if (path === '/graph/me/subscriptions')
      return { body: { subscriptions: [{ url: 'https://example.ru' }] } };
    const chat = /^\/graph\/me\/messages\/(chat:\w+)$/.exec(path)?.[1];
    if (!chat) return { status: 404, body: { error_code: 3, error_msg: 'METHOD' } };
    const asked = JSON.parse(body.toString()) as {
      message: { text: string; attachments?: { type: string; payload: { url: string } }[] };
    };
    // OK fetches a picture itself, before the message is taken.
    for (const { payload } of asked.message.attachments ?? []) {
      const fetched = await fetch(payload.url);
      if (self.refusePictures || !fetched.ok)
        return { body: { error_code: 100, error_msg: 'PARAM : attachments' } };
      pictures.push(Buffer.from(await fetched.arrayBuffer()));
    }
    sent.push({ chat, text: asked.message.text });
    return { body: { success: true, message_id: `mid:OUT${sent.length}` } };
  });
  const self = Object.assign(peer, { sent, pictures, refusePictures: false });
  return self;
}
