import { PIXEL, type ProviderPeer, startPeer } from './provider-peer.ts';

/** api.ok.ru Graph API of a group: subscriptions and messages. */
export async function startOkPeer(): Promise<ProviderPeer & { sent: { chat: string; text: string }[] }> {
  const sent: { chat: string; text: string }[] = [];
  const peer = await startPeer(({ path, query, body }) => {
    if (path.startsWith('/photo')) return { body: PIXEL, headers: { 'content-type': 'image/png' } };
    if (query.get('access_token') !== 'ok-token')
      return { body: { error_code: 103, error_msg: 'PARAM_SESSION_KEY : Invalid session key' } };
    if (path === '/graph/me/subscriptions')
      return { body: { subscriptions: [{ url: 'https://example.ru' }] } };
    const chat = /^\/graph\/me\/messages\/(chat:\w+)$/.exec(path)?.[1];
    if (!chat) return { status: 404, body: { error_code: 3, error_msg: 'METHOD' } };
    const asked = JSON.parse(body.toString()) as { message: { text: string } };
    sent.push({ chat, text: asked.message.text });
    return { body: { success: true, message_id: `mid:OUT${sent.length}` } };
  });
  return Object.assign(peer, { sent });
}
