import type { Channel, Kind, Level } from '../../../contract/vocabulary.ts';
import { pathOf } from '../../registry/taxonomy.ts';
import type { ExportContext } from '../export-context.ts';
import type { ExportedCase } from '../exported-case.ts';
import { localClock } from './local-time.ts';

/** The header of a review of the Presidential Administration's «Мастер обзоров», in its order. */
export const PRESIDENT_COLUMNS = [
  'ГруппаГ',
  'Округ',
  'Регион',
  'Район',
  'Город',
  'Кол-во',
  'Номер',
  'Дата',
  'Код',
  'Наименование',
  'Тип',
  'Комп',
  'ПВ',
  'Орган',
  'Группа',
  'ОЖ',
  'Контр',
  'Сотрудник',
  'Вид письма',
  'ОрганССТУ',
  'ГруппаССТУ',
  'Цель напр.',
  'Событие',
  'Повторность',
  'Приемная',
] as const;

const KINDS: Record<Kind, string> = {
  complaint: 'Жалоба',
  request: 'Заявление',
  proposal: 'Предложение',
  question: 'Запрос информации',
  thanks: 'Не обращение',
  not_appeal: 'Не обращение',
};
/** Their bodies know no local self-government: it is «Другие». */
const BODIES: Record<Level, string> = { federal: 'ФОИВ', regional: 'РОИВ', municipal: 'Другие' };
const SUBJECTS: Record<Level, string> = { federal: 'РФ', regional: 'СУБ', municipal: 'МСТ' };
const LETTERS: Partial<Record<Channel, string>> = {
  paper: 'письмо',
  mfc: 'письмо',
  reception: 'ЛП',
  hotline: 'Устно',
  call122: 'Устно',
};
const CODE_CHARS_MAX = 24;

/** No name and no word of the author: only what is counted. */
export function presidentRows(context: ExportContext): (item: ExportedCase) => string[] {
  const { taxonomy, organisations, municipalities, file } = context.registry;
  const clock = localClock(context);
  return (item) => {
    const path = item.topic && taxonomy.byCode.has(item.topic) ? pathOf(item.topic, taxonomy) : [];
    const topic = path.at(-1);
    const body = organisations.get(item.organisation);
    const place = item.municipality ? municipalities.get(item.municipality) : undefined;
    const [year, month, day] = clock(item.filedAt).slice(0, 10).split('-');
    const cells: Partial<Record<(typeof PRESIDENT_COLUMNS)[number], string | undefined>> = {
      Регион: file.name,
      Район: place && place.kind !== 'city' ? place.name : undefined,
      Город: place?.kind === 'city' ? place.name : undefined,
      'Кол-во': '1',
      Номер: item.number,
      Дата: `${day}.${month}.${year}`,
      Код: topic?.presidentialCode?.slice(0, CODE_CHARS_MAX),
      Наименование: topic?.name,
      Тип: KINDS[item.kind],
      Комп: body && BODIES[body.level],
      ПВ: body && SUBJECTS[body.level],
      Орган: body?.name,
      Группа: path[0]?.name,
      'Вид письма': LETTERS[item.channel] ?? 'интернет',
      Повторность: item.reopenings > 0 ? 'повторное' : 'первичное',
    };
    return PRESIDENT_COLUMNS.map((column) => permitted(cells[column] ?? ''));
  };
}

/** Their loader refuses NUL, TAB, Ctrl-Z, the replacement character and «…»; a line break would end its row. */
export function permitted(text: string): string {
  return (
    text
      .replaceAll('…', '...')
      .replace(/[\t\r\n]+/g, ' ')
      // biome-ignore lint/suspicious/noControlCharactersInRegex: exactly these are what is removed
      .replace(/[\u0000\u001a\ufffd]/g, '')
      .trim()
  );
}
