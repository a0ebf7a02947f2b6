import { pathOf } from '../../registry/taxonomy.ts';
import { toForeign } from '../../registry/vocabularies.ts';
import type { ExportContext } from '../export-context.ts';
import type { ExportedCase } from '../exported-case.ts';
import type { Cell } from '../write-table.ts';
import { localClock } from './local-time.ts';
import { gathered } from './otklik.ts';

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
type Column = (typeof INCIDENT_COLUMNS)[number];

const DAY_MS = 86_400_000;
const ANSWERS = 3;

/** Rows of that shape. What their columns have no place for stands empty («'»), as in their own exports. */
export function incidentRows(context: ExportContext): (item: ExportedCase) => Cell[] {
  const { registry, fingerprint } = context;
  const { taxonomy, organisations, municipalities, file } = registry;
  const clock = localClock(context);
  const at = (moment: Date | null) => moment && clock(moment);
  const days = (from: Date | null, to: Date | null) =>
    from && to ? (to.getTime() - from.getTime()) / DAY_MS : null;

  return (item) => {
    const { step, result } = toForeign('incident', { status: item.status, outcome: item.outcome });
    const path = item.topic && taxonomy.byCode.has(item.topic) ? pathOf(item.topic, taxonomy) : [];
    const body = organisations.get(item.organisation);
    const parent = body?.parent ? organisations.get(body.parent) : undefined;
    const name = body?.name ?? item.organisation;
    const [first, second, third] = gathered(item.answers, ANSWERS);
    const cells: Partial<Record<Column, Cell>> = {
      Кабинет: file.name,
      ID: item.channel === 'incident' ? item.externalId : item.number,
      'Номер инцидента': item.number,
      Отдел: parent?.name ?? name,
      Исполнитель: parent ? name : null,
      'Общее время первого ответа': at(item.firstAnswerAt),
      'Общий текст первого ответа': first ?? null,
      'Время с даты создания инцидента до времени первого ответа': days(item.filedAt, item.firstAnswerAt),
      'Время назначения последнего исполнителя': at(item.assignedAt),
      'Время 1го ответа ПИ': at(item.firstAnswerAt),
      'Первая реакция с момента назн. ПИ': days(item.assignedAt, item.firstAnswerAt),
      'Время с начала создания инцидента до окончания': days(item.filedAt, item.closedAt),
      'Время отправки первого ответа ПИ на согласование': at(item.submittedAt),
      'Текущий шаг инцидента': step,
      'Дата создания': at(item.filedAt),
      'Дата окончания': at(item.closedAt),
      'Группа тем': path[0]?.name ?? null,
      Тема: path.length > 1 ? path.at(-1)!.name : null,
      Регион: file.name,
      Муниципалитет: item.municipality && (municipalities.get(item.municipality)?.name ?? item.municipality),
      Улица: item.address,
      'Тип инцидента': item.kind === 'question' ? 'Информационный' : 'Решаемый',
      Итог: result ?? null,
      'Урл поста': item.sourceUrl,
      'Урл блога': item.sourceName,
      'Текст инцидента': item.text,
      '1ый ответ ПИ': first ?? null,
      '2ой ответ ПИ': second ?? null,
      '3ий ответ ПИ': third ?? null,
      'Причина закрытия': item.rating ?? item.outcomeReason,
      'URL автора': item.authorKey && fingerprint(item.authorKey),
      'Время попадания на шаг оценка удовлетворенности': at(item.answeredAt),
    };
    return INCIDENT_COLUMNS.map((column) => cells[column] ?? "'");
  };
}
