import { expect, test } from 'vitest';
import { createComplaintFinder } from './complained-about.ts';
import { buildRouteTable } from './route/route-table.ts';

const body = (code: string, shortName: string, territory: string[] | null = null, type = 'ministry') => ({
  code,
  shortName,
  type,
  territory,
  level: 'regional' as const,
  parent: null,
});
const table = buildRouteTable({
  routes: [],
  centre: 'centre',
  municipalities: [
    { code: '1', name: 'Бердск' },
    { code: '2', name: 'Искитим' },
  ],
  organisations: [
    body('centre', 'ЦУР области', null, 'institution'),
    body('mintrans', 'Минтранс'),
    body('minzdrav', 'Минздрав'),
    body('adm-1', 'Администрация Бердска', ['1'], 'administration'),
    body('adm-2', 'Администрация Искитима', ['2'], 'administration'),
    body('hospital', 'Бердская ЦГБ', ['1'], 'institution'),
    body('school-8', 'Школа № 8', ['1'], 'institution'),
    body('school-18', 'Школа № 18', ['1'], 'institution'),
  ] as Parameters<typeof buildRouteTable>[0]['organisations'],
});
const find = createComplaintFinder(table);

test.each([
  ['Жалоба на администрацию Искитима: третий год не чистят дорогу', 'adm-2'],
  ['Жалуюсь на бездействие администрации, яма уже год', 'adm-1'],
  ['Хочу обжаловать решение мэрии об отказе', 'adm-1'],
  ['Прошу привлечь к ответственности главу города за отписки', 'adm-1'],
  ['Жалоба на Минтранс, автобус отменили без причины', 'mintrans'],
  ['Бездействие Минтранса по маршруту 108', 'mintrans'],
  ['Хамство в Бердской ЦГБ, регистратура кричит', 'hospital'],
  ['Жалоба на директора школы № 8: не отвечает родителям', 'school-8'],
  ['Жалоба на школу № 18', 'school-18'],
])('%s', (text, code) => {
  expect(find(text, '1')).toBe(code);
});

test.each([
  'Яма на дороге, администрация не реагирует',
  'Жалоба на ямы во дворе',
  'Просим Минтранс добавить рейс',
  'Спасибо администрации Бердска за новый парк',
  'Жалуемся на холод в квартире. Администрация Бердска обещала помочь',
  'Бездействие подрядчика',
])('%s — of a matter, not of a body', (text) => {
  expect(find(text, '1')).toBeNull();
});

test('without a place «the administration» is nobody’s', () => {
  expect(find('Жалуюсь на бездействие администрации', null)).toBeNull();
});
