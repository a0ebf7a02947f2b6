import { PIXEL, type ProviderPeer, startPeer } from './provider-peer.ts';
import { readForm } from './read-form.ts';

export interface TelegramSent {
  chat_id: number;
  text: string;
  reply_parameters?: { message_id: number };
}

/** api.telegram.org for one bot: getMe, getWebhookInfo, getFile, sendMessage, sendPhoto, sendMediaGroup; files under /file. */
export async function startTelegramPeer(): Promise<
  ProviderPeer & { sent: TelegramSent[]; pictures: Buffer[]; refusePictures: boolean }
> {
  const sent: TelegramSent[] = [];
  const pictures: Buffer[] = [];
  const ok = (result: unknown) => ({ body: { ok: true, result } });
  const peer = await startPeer(({ path, body, headers }) => {
    if (path.startsWith('/file/bot77:telegram-token/photo'))
      return { body: PIXEL, headers: { 'content-type': 'image/png' } };
    const method = /^\/bot77:telegram-token\/(\w+)$/.exec(path)?.[1];
    if (!method) return { status: 404, body: { ok: false, error_code: 404, description: 'Not Found' } };
    if (method === 'sendPhoto' || method === 'sendMediaGroup') {
      const { fields, files } = readForm(body, headers['content-type']);
      const named =
        method === 'sendPhoto'
          ? [fields.photo?.replace('attach://', '') ?? 'photo']
          : (JSON.parse(fields.media!) as { type: string; media: string }[]).map(({ media }) =>
              media.replace('attach://', ''),
            );
      if (self.refusePictures || named.some((name) => !files[name]))
        return {
          status: 400,
          body: { ok: false, error_code: 400, description: 'Bad Request: IMAGE_PROCESS_FAILED' },
        };
      pictures.push(...named.map((name) => files[name]!.content));
      const messages = named.map((_, at) => ({ message_id: 900 + at, chat: { id: fields.chat_id } }));
      return ok(method === 'sendPhoto' ? messages[0] : messages);
    }
    const asked = body.length > 0 ? JSON.parse(body.toString()) : {};
    switch (method) {
      case 'getMe':
        return ok({ id: 77, is_bot: true, first_name: 'Бот', username: 'region_bot' });
      case 'getWebhookInfo':
        return ok({ url: 'https://example.ru/hooks/telegram/54/main', pending_update_count: 0 });
      case 'getFile':
        if (asked.file_id === 'lost')
          return {
            status: 400,
            body: { ok: false, error_code: 400, description: 'Bad Request: file is too big' },
          };
        return ok({ file_id: asked.file_id, file_path: 'photos/1.png' });
      case 'sendMessage':
        sent.push(asked);
        return ok({ message_id: 500 + sent.length, date: 1, chat: { id: asked.chat_id, type: 'private' } });
      default:
        return {
          status: 404,
          body: { ok: false, error_code: 404, description: 'Not Found: method not found' },
        };
    }
  });
  const self = Object.assign(peer, { sent, pictures, refusePictures: false });
  return self;
}
