import { describe, expect, it } from 'vitest';
import { type CheckedAnswer, checkAnswer } from './answer-checks.ts';

const good: CheckedAnswer = {
  understood: 'Здравствуйте! Вы пишете о яме у дома 12 на Лесной.',
  cause: 'Весной размыло основание дороги.',
  plan: 'Засыпем щебнем, асфальт положим до 20 мая.',
  planDate: '2027-05-20',
  outcome: 'explained',
  channel: 'vk',
};
const codes = (change: Partial<CheckedAnswer>) =>
  checkAnswer({ ...good, ...change }).map((check) => check.code);

describe('checks of an answer', () => {
  it('let a plain answer through, and are silent before the first word', () => {
    expect(codes({})).toEqual([]);
    expect(codes({ understood: '', cause: '', plan: '', planDate: null, outcome: 'not_solved' })).toEqual([]);
  });

  it('find what must not stand before everybody’s eyes, and let a phone be in a letter', () => {
    const text = 'Здравствуйте! Позвоните 8 (913) 000-00-00 или name@example.org, кв. 15.';
    expect(codes({ understood: text })).toEqual(['personal_phone', 'personal_flat', 'personal_email']);
    expect(codes({ understood: text, channel: 'email' })).toEqual([]);
    expect(codes({ cause: 'Паспорт 50 04 123456 получен.', channel: 'email' })).toEqual([
      'personal_document',
    ]);
    expect(checkAnswer({ ...good, cause: 'СНИЛС 123-456-789 01' })[0]).toEqual({
      code: 'personal_document',
      level: 'must',
      block: 'cause',
      fragment: '123-456-789 01',
    });
  });

  it('ask for a day where something is promised or not solved', () => {
    const undated = { planDate: null, plan: 'Отремонтируем тротуар.' };
    expect(codes(undated)).toEqual(['date_missing']);
    expect(codes({ ...undated, plan: 'Отремонтируем тротуар до конца мая.' })).toEqual([]);
    expect(codes({ ...undated, outcome: 'solved', plan: 'Яму засыпали.' })).toEqual([]);
    expect(codes({ planDate: null, outcome: 'not_solved', plan: 'Денег нет.' })).toEqual(['date_missing']);
  });

  it('do not let a rating be asked for when nothing was solved', () => {
    const plan = 'Пока не можем. Пожалуйста, оцените наш ответ.';
    expect(codes({ outcome: 'not_solved', plan })).toEqual(['rating_asked']);
    expect(codes({ outcome: 'solved', plan: 'Яму засыпали. Пожалуйста, оцените наш ответ.' })).toEqual([]);
  });

  it.each([
    ['Отремонтируем тротуар до 20 мая.', true],
    ['Ваш вопрос рассмотрен, будут выполнены работы.', false],
    ['Спасибо за обращение.', true],
    ['Засыпали щебнем, асфальт положим до 20 мая.', false],
    ['Тротуар убран, вывезли снег.', false],
    ['Фонарь заменён.', false],
    ['С 25 ноября отправление снова в 7:10.', false],
    ['Фонари горят.', false],
    ['В течение недели.', true],
  ])('«решено» needs a fact: %s', (plan, missing) => {
    expect(codes({ outcome: 'solved', plan }).includes('fact_missing')).toBe(missing);
  });

  it('hold back what is somebody’s own, and let an office’s phone out with a reason', () => {
    const level = (cause: string, change: Partial<CheckedAnswer> = {}) =>
      checkAnswer({ ...good, cause, ...change }).map((check) => check.level);
    expect(level('Звоните 8 (913) 000-00-00.')).toEqual(['must']);
    expect(level('Звоните 8 (383) 000-00-00.')).toEqual(['warn']);
    expect(level('Звоните 8 800 000-00-00.')).toEqual([]);
    expect(level('Пишите name@yandex.ru.')).toEqual(['must']);
    expect(level('Пишите priem@example.org.')).toEqual(['warn']);
    expect(level('Паспорт 50 04 123456 получен.', { channel: 'email' })).toEqual(['warn']);
    expect(checkAnswer({ ...good, planDate: null, plan: 'Отремонтируем.' })[0]!.level).toBe('must');
    expect(
      checkAnswer({ ...good, planDate: null, outcome: 'not_solved', plan: 'Денег нет.' })[0]!.level,
    ).toBe('warn');
  });

  it.each([
    ['В целях осуществления мероприятий по ремонту выделены деньги.', 'officialese'],
    ['Не представляется возможным выполнить.', 'officialese'],
    ['Для обеспечения выполнения требований нужны деньги.', 'genitive_chain'],
    ['Рассмотрев обращение, мы всё проверили.', 'participle'],
    ['Согласно Федеральному закону от 02.05.2006 № 59-ФЗ отвечаем.', 'full_act'],
    [
      'Работы ведёт министерство жилищно-коммунального хозяйства и энергетики Новосибирской области.',
      'full_body',
    ],
  ])('%s', (cause, code) => {
    expect(codes({ cause })).toContain(code);
  });

  it.each([
    'Дорогу чинит район, деньги на неё пришли в мае.',
    'У школы сломан забор, его поставят рабочие.',
    'Статуя стоит, новая вывеска висит.',
    'Министерство транспорта проверило дорогу.',
    'Подача воды, тепла и света в доме идёт без перебоев.',
  ])('has nothing against: %s', (cause) => {
    expect(codes({ cause })).toEqual([]);
  });

  it('count characters where the answer is a comment, and miss a greeting', () => {
    expect(codes({ cause: 'Так бывает. '.repeat(60) })).toEqual(['too_long']);
    expect(codes({ cause: 'Так бывает. '.repeat(60), channel: 'paper' })).toEqual([]);
    expect(codes({ understood: 'Вы пишете о яме.' })).toEqual(['no_greeting']);
    expect(codes({ understood: '' })).toEqual(['block_empty']);
  });
});
