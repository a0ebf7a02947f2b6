import type { Random } from './random.ts';
import { hashOf } from './random.ts';

// Common given names and surnames; the pairs are drawn by hash, so no living person is meant.
const WOMEN =
  'Анна Мария Ольга Елена Наталья Татьяна Ирина Светлана Людмила Галина Валентина Нина Юлия Оксана Марина Дарья Вера Любовь Алёна Полина Лариса Надежда Тамара Ксения'.split(
    ' ',
  );
const MEN =
  'Александр Сергей Андрей Алексей Дмитрий Иван Николай Владимир Михаил Виктор Павел Евгений Юрий Олег Роман Игорь Максим Денис Артём Геннадий Пётр Антон Борис Степан'.split(
    ' ',
  );
const SURNAMES =
  'Ивлев Рябов Снегов Лугов Берёзкин Ольхов Ветров Полевов Заречнов Клёнов Туманов Соболев Горшков Жданов Лаптев Рогов Силин Зимин Быков Ершов Карпов Лосев Маслов Носов Панов Радов Сухов Титов Уваров Филин Хомов Чижов Шилов Щукин Юдин Ясенев Гордеев Дёмин Котов Мельников Гусев Воробьёв Калинин Беляев Орлов Кузьмин Тихонов Громов'.split(
    ' ',
  );

/** An invented name that always belongs to the same author key. */
export function authorName(authorKey: string): string {
  const hash = hashOf(authorKey);
  const surname = SURNAMES[(hash >>> 8) % SURNAMES.length]!;
  const index = hash >>> 20;
  return hash & 1 ? `${WOMEN[index % WOMEN.length]} ${surname}а` : `${MEN[index % MEN.length]} ${surname}`;
}

/**
 * An author of a municipality. The exponent bends the choice to the first numbers, so that a few people write
 * scores of appeals and most write once: the shape that real registers show.
 */
export function drawAuthor(random: Random, municipalityCode: string, population: number): string {
  const pool = Math.max(30, population * 0.15);
  return `${municipalityCode}-${Math.floor(pool * random.next() ** 1.8)}`;
}
