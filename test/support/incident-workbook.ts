import exceljs from 'exceljs';

/** The header of an «Инцидент Менеджмент» export, in its order. */
export const INCIDENT_COLUMNS = [
  'Кабинет',
  'ID',
  'Номер инцидента',
  'Отдел',
  'Исполнитель',
  'Общее время первого ответа',
  'Общий текст первого ответа',
  'Время с даты создания инцидента до времени первого ответа',
  'Время с даты создания инцидента до времени первого ответа, рабочее время',
  'Время назначения последнего исполнителя',
  'Время 1го ответа ПИ',
  'Первая реакция с момента назн. ПИ',
  'Уложились или нет после назн. ПИ',
  'Время с начала создания инцидента до окончания',
  'Время отправки первого ответа ПИ на согласование',
  'Время, которое первый ответ ПИ находился на согласовании',
  'Текущий шаг инцидента',
  'Дата создания',
  'Дата окончания',
  'Группа тем',
  'Тема',
  'Регион',
  'Муниципалитет',
  'Населенный пункт',
  'Улица',
  'Дом',
  'Объект старый',
  'Объект',
  'Тип инцидента',
  'Итог',
  'Есть медиафайл в ответе',
  'Есть медиафайл в сообщении',
  'Урл поста',
  'Урл блога',
  'Текст инцидента',
  '1ый ответ ПИ',
  '2ой ответ ПИ',
  '3ий ответ ПИ',
  'Причина закрытия',
  'Аудитория',
  'Вовлеченность',
  'URL автора',
  'Аккаунт публикации ответа',
  'Теги',
  'Примечание',
  'Время попадания на шаг оценка удовлетворенности',
  'Опрос отправлен',
] as const;

export type IncidentRow = Partial<Record<(typeof INCIDENT_COLUMNS)[number], string | number | Date>>;

/** A workbook of that shape; what a row leaves out is «'», as such exports have it. */
export async function incidentWorkbook(rows: readonly IncidentRow[]): Promise<Buffer> {
  const workbook = new exceljs.Workbook();
  const sheet = workbook.addWorksheet('Инциденты');
  sheet.addRow([...INCIDENT_COLUMNS]);
  for (const row of rows) sheet.addRow(INCIDENT_COLUMNS.map((column) => row[column] ?? "'"));
  return Buffer.from(await workbook.xlsx.writeBuffer());
}

const STREETS = ['Лесная', 'Озёрная', 'Заводская', 'Садовая'];
const THEMES = [
  ['Дороги', 'Ямы и выбоины'],
  ['ЖКХ', 'Протекает крыша'],
  ['Обращение с отходами', 'Не вывозят мусор'],
] as const;
const DAY_MS = 86_400_000;

const clockText = (ms: number) => new Date(ms).toISOString().slice(0, 19).replace('T', ' ');

/** Invented incidents that use every word of the vocabulary; the same for the same number. Moments are clock readings of the region. */
export function inventedIncidents(count: number): IncidentRow[] {
  const steps = [
    ['Готово', 'Решено'],
    ['Готово', 'Разъяснено'],
    ['Готово', 'Не решено'],
    ['Отложено', 'Отложено'],
    ['Оценка удовлетворенности', 'Разъяснено'],
    ['Подготовка ответа', "'"],
    ['Согласование', "'"],
    ['Модерация', "'"],
  ] as const;
  return Array.from({ length: count }, (_, n) => {
    const [step, result] = steps[n % steps.length]!;
    const [group, theme] = THEMES[n % THEMES.length]!;
    const created = Date.UTC(2026, 2 + (n % 6), 1 + (n % 27), 8 + (n % 10), n % 60);
    const answered = !['Подготовка ответа', 'Согласование', 'Модерация'].includes(step);
    const first = created + (1 + (n % 40)) * 3_600_000;
    const ended = step === 'Готово' ? created + (1 + (n % 20)) * DAY_MS : null;
    return {
      Кабинет: 'Новосибирская область',
      ID: 70_000_000 + n,
      'Номер инцидента': n + 1,
      Отдел:
        n % 3 === 0
          ? 'Администрация города Бердска'
          : 'Министерство транспорта и дорожного хозяйства Новосибирской области',
      Исполнитель: n % 5 === 0 ? `Управляющая компания № ${1 + (n % 4)}` : "'",
      'Время назначения последнего исполнителя': clockText(created + 1_800_000),
      'Текущий шаг инцидента': step,
      'Дата создания': clockText(created),
      'Дата окончания': ended ? clockText(ended) : "'",
      'Группа тем': group,
      Тема: theme,
      Регион: 'Новосибирская область',
      Муниципалитет: n % 4 === 0 ? 'Новосибирская область, другое' : 'Бердск',
      Улица: STREETS[n % STREETS.length],
      Дом: String(1 + (n % 90)),
      'Тип инцидента': n % 7 === 0 ? 'Информационный' : 'Решаемый',
      Итог: result,
      'Урл поста': `http://vk.com/wall-1_${n}?reply=${n}`,
      'Урл блога': 'http://vk.com/club1',
      'Текст инцидента': `На улице ${STREETS[n % STREETS.length]}, дом ${1 + (n % 90)}: ${theme.toLowerCase()}, сообщение ${n}`,
      'URL автора': `http://vk.com/id${n % 50}`,
      'Причина закрытия': ended ? (n % 3 === 0 ? String(1 + (n % 5)) : 'Нет ответа от автора') : "'",
      ...(answered
        ? {
            'Общее время первого ответа': clockText(first),
            'Общий текст первого ответа': `Первый ответ ${n}`,
            'Время 1го ответа ПИ': clockText(first),
            '1ый ответ ПИ': `Первый ответ ${n}`,
            ...(n % 6 === 0 ? { '2ой ответ ПИ': `Второй ответ ${n}` } : {}),
            'Время попадания на шаг оценка удовлетворенности': clockText(first + 3_600_000),
          }
        : {}),
    };
  });
}
