import { SendFailed } from '../../adapter.ts';

const MINUTE_MS = 60_000;

/** What an error of the VK API means for a message. Codes: dev.vk.com/reference/errors. */
export function fateOfVkError(code: number, message: string): SendFailed {
  const later = LATER[code];
  if (later) {
    const [why, retryAfterMs] = later;
    return new SendFailed('later', `${why} (VK ${code}).`, { retryAfterMs, pauses: true });
  }
  const why = DEAD[code];
  if (why) return new SendFailed('dead', `${why} (VK ${code}).`);
  // 1 and 10 are VK's own troubles; what we do not know is tried again within its bound.
  return new SendFailed('later', `VK: ${message.slice(0, 200)} (${code}).`);
}

const LATER: Record<number, [why: string, retryAfterMs: number] | undefined> = {
  5: ['Ключ доступа сообщества не принят: выпустите новый', 10 * MINUTE_MS],
  6: ['Слишком много запросов в секунду', 1000],
  9: ['Слишком много одинаковых действий', 10 * MINUTE_MS],
  14: ['VK просит ввести код с картинки', 30 * MINUTE_MS],
  29: ['Исчерпан суточный предел запросов', 60 * MINUTE_MS],
};

const DEAD: Record<number, string | undefined> = {
  7: 'У ключа доступа нет нужного права: выпустите ключ с правами на стену и сообщения',
  15: 'Нет доступа: запись закрыта или удалена',
  27: 'Ключ сообщества не может этого: для картинок в комментариях нужен ключ редактора (userToken)',
  18: 'Страница автора удалена',
  100: 'VK не принял параметры сообщения',
  203: 'Нет доступа к сообществу',
  212: 'Комментарии к записи закрыты',
  213: 'Комментировать эту запись нельзя',
  900: 'Автор в чёрном списке сообщества',
  901: 'Автор не разрешил сообществу писать ему: ответьте комментарием',
  902: 'Автор закрыл личные сообщения: ответьте комментарием',
  914: 'Сообщение слишком длинное',
};
