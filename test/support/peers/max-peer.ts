import { PIXEL, type ProviderPeer, startPeer } from './provider-peer.ts';

/** platform-api2.max.ru: GET /me, POST /messages; and a media host under /photo. */
export async function startMaxPeer(): Promise<
  ProviderPeer & { sent: { to: string; text: string; link?: { mid: string } }[] }
> {
  const sent: { to: string; text: string; link?: { mid: string } }[] = [];
  const peer = await startPeer(({ path, query, headers, body }) => {
    if (path.startsWith('/photo')) return { body: PIXEL, headers: { 'content-type': 'image/png' } };
    if (headers.authorization !== 'max-token')
      return { status: 401, body: { code: 'verify.token', message: 'Invalid access_token' } };
    if (path === '/me')
      return { body: { user_id: 1, first_name: 'Бот', username: 'region_bot', is_bot: true } };
    if (path === '/messages') {
      const message = JSON.parse(body.toString()) as { text: string; link?: { mid: string } };
      const to = query.get('chat_id') ?? `user ${query.get('user_id')}`;
      sent.push({ to, ...message });
      return { body: { message: { body: { mid: `mid.out.${sent.length}`, seq: 1, text: message.text } } } };
    }
    return { status: 404, body: { code: 'not.found', message: path } };
  });
  return Object.assign(peer, { sent });
}
