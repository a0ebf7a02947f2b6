import { PIXEL, type ProviderPeer, startPeer } from './provider-peer.ts';
import { readForm } from './read-form.ts';

/** platform-api2.max.ru: GET /me, POST /messages; and a media host under /photo. */
interface MaxSent {
  to: string;
  text: string;
  link?: { mid: string };
  attachments?: { type: string; payload: { photos?: Record<string, { token: string }> } }[];
}

export async function startMaxPeer(): Promise<
  ProviderPeer & { sent: MaxSent[]; pictures: Buffer[]; refusePictures: boolean }
> {
  const sent: MaxSent[] = [];
  const handed = new Map<string, Buffer>();
  const pictures: Buffer[] = [];
  const peer = await startPeer(({ path, query, headers, body }) => {
    if (path.startsWith('/photo')) return { body: PIXEL, headers: { 'content-type': 'image/png' } };
    // Where a picture goes is told by /uploads and asks for no key.
    if (path === '/upload-here') {
      if (self.refusePictures) return { status: 400, body: { error_code: 4, error_data: 'BAD_REQUEST' } };
      const token = `token-${handed.size}`;
      handed.set(token, readForm(body, headers['content-type']).files.data!.content);
      return { body: { photos: { [`id-${token}`]: { token } } } };
    }
    if (headers.authorization !== 'max-token')
      return { status: 401, body: { code: 'verify.token', message: 'Invalid access_token' } };
    if (path === '/me')
      return { body: { user_id: 1, first_name: 'Бот', username: 'region_bot', is_bot: true } };
    if (path === '/uploads' && query.get('type') === 'image')
      return { body: { url: `${self.base}/upload-here?id=1` } };
    if (path === '/messages') {
      const message = JSON.parse(body.toString()) as Omit<MaxSent, 'to'>;
      const to = query.get('chat_id') ?? `user ${query.get('user_id')}`;
      sent.push({ to, ...message });
      for (const { payload } of message.attachments ?? [])
        for (const { token } of Object.values(payload.photos ?? {})) pictures.push(handed.get(token)!);
      return { body: { message: { body: { mid: `mid.out.${sent.length}`, seq: 1, text: message.text } } } };
    }
    return { status: 404, body: { code: 'not.found', message: path } };
  });
  const self = Object.assign(peer, { sent, pictures, refusePictures: false });
  return self;
}
