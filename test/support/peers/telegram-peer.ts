import { PIXEL, type ProviderPeer, startPeer } from './provider-peer.ts';

export interface TelegramSent {
  chat_id: number;
  text: string;
  reply_parameters?: { message_id: number };
}

/** api.telegram.org for one bot: getMe, getWebhookInfo, getFile, sendMessage; files under /file. */
export async function startTelegramPeer(): Promise<ProviderPeer & { sent: TelegramSent[] }> {
  const sent: TelegramSent[] = [];
  const ok = (result: unknown) => ({ body: { ok: true, result } });
  const peer = await startPeer(({ path, body }) => {
    if (path.startsWith('/file/bot77:telegram-token/photo'))
      return { body: PIXEL, headers: { 'content-type': 'image/png' } };
    const method = /^\/bot77:telegram-token\/(\w+)$/.exec(path)?.[1];
    if (!method) return { status: 404, body: { ok: false, error_code: 404, description: 'Not Found' } };
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
  return Object.assign(peer, { sent });
}
