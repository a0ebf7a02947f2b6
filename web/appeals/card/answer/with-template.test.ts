import { expect, it } from 'vitest';
import { withTemplate } from './with-template.ts';

const written = {
  understood: 'Вы пишете о яме. ',
  cause: '',
  plan: 'Заделаем.',
  planDate: null,
  outcome: null,
} as const;

it('a template fills what is empty, stands below what is written, and is not said twice', () => {
  const template = {
    understood: 'Спасибо за обращение.',
    cause: 'Дождь.',
    plan: 'Заделаем.',
    outcome: 'solved',
  } as const;
  expect(withTemplate(written, template)).toEqual({
    understood: 'Вы пишете о яме.\n\nСпасибо за обращение.',
    cause: 'Дождь.',
    outcome: 'solved',
  });
  expect(withTemplate({ ...written, outcome: 'explained' }, template).outcome).toBeUndefined();
});
