import type { ActionName } from '../../../contract/casework.ts';
import type { PushNews } from '../../../contract/push.ts';
import { PATH } from '../path-of-a-case.ts';

/** Words for a locked screen: neither the matter nor the place nor a name. */
const WORDS: Readonly<Record<PushNews, string>> = {
  answer: 'Пришёл ответ. Откройте, чтобы прочитать.',
  interim: 'Пришёл предварительный ответ.',
  question: 'Вам задали вопрос: без вашего ответа не продолжить.',
  rating: 'Оцените, как решён вопрос.',
  term: 'Изменился срок.',
  news: 'По обращению есть новости.',
};

/** Of what is told by a plain notice, this is about the term. */
const TERM_MOVED: readonly ActionName[] = ['grant_extension', 'postpone'];

const BY_KIND: Readonly<Record<string, PushNews>> = {
  final: 'answer',
  outside: 'answer',
  interim: 'interim',
  question: 'question',
};

/**
 * What browsers that follow a case hear of an action.
 *
 * @param told kind of what the resident is told by it; null when nothing is said
 * @param own the resident did it himself and knows
 * @returns null when it is no news
 */
export function pushNewsOf(
  action: ActionName,
  told: string | null,
  own: boolean,
): { news: PushNews; text: string } | null {
  if (own) return null;
  const news = TERM_MOVED.includes(action)
    ? 'term'
    : told !== null
      ? (BY_KIND[told] ?? 'news')
      : PATH[action].follows.includes('rating_asked')
        ? 'rating'
        : null;
  return news && { news, text: WORDS[news] };
}
