import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, test } from 'vitest';
import { type ComplaintModel, loadComplaintModel } from './complaint-model.ts';
import { complaintFingerprint, countingDice } from './learn-complaints.ts';
import { openGrammar } from './phrase-grammar.ts';
import { readWeights } from './weights-file.ts';

test('the kept weights are those of the phrases of the checkout', () => {
  // Otherwise: npx otklik monitoring train
  expect(readWeights().madeOf).toBe(complaintFingerprint());
});

describe('the complaint model', () => {
  let model: ComplaintModel;
  beforeAll(async () => {
    model = await loadComplaintModel();
  }, 60_000);

  test.each([
    'У нас на Гоголя третий день нет горячей воды, управляющая компания трубку не берёт, сколько можно',
    'Автобус 12 опять не пришёл, стоим на остановке по сорок минут на морозе',
    'во дворе гора мусора не вывозят вторую неделю, крысы бегают',
  ])('takes «%s» for a complaint', (text) => expect(model.odds(text)).toBeGreaterThan(4));

  test('leaves most everyday posts alone, of templates it has never seen', () => {
    const file = new URL('../../../test/support/posts/held-out-posts.json', import.meta.url);
    const dice = countingDice(5);
    const odds = openGrammar(JSON.parse(readFileSync(file, 'utf8'))).templates.flatMap((template) =>
      Array.from({ length: 10 }, () => model.odds(template.render(dice))),
    );
    const alarms = odds.filter((each) => each >= Math.log(49)).length / odds.length;
    expect(alarms).toBeLessThan(0.06);
    expect(odds.length).toBeGreaterThan(500);
  });

  test('says at once what cannot reach a threshold, and never otherwise', () => {
    const dice = countingDice(6);
    const { templates } = openGrammar(
      JSON.parse(readFileSync(new URL('./not-complaints.json', import.meta.url), 'utf8')),
    );
    for (const template of templates) {
      const text = template.render(dice);
      const whole = model.odds(text);
      const quick = model.odds(text, 2);
      if (whole >= 2) expect(quick).toBe(whole);
      else expect(quick).toBeLessThan(2);
    }
  });

  test('names its words as written', () => {
    const words = model.words('Опять НЕ РАБОТАЕТ лифт, сколько можно терпеть', 3);
    expect(words.length).toBeGreaterThan(0);
    for (const word of words) expect('Опять НЕ РАБОТАЕТ лифт, сколько можно терпеть').toContain(word);
  });
});

test('a grammar refuses what it cannot read', () => {
  const of = (text: string) => () => openGrammar({ lists: { a: ['x'] }, kinds: { k: [text] } });
  expect(of('[a|b')).toThrow();
  expect(of('{none}')).toThrow();
  expect(of('a]')).toThrow();
  const [template] = openGrammar({ lists: { a: ['x'] }, kinds: { k: ['[p [q|r]|s] {a}'] } }).templates;
  const all = new Set(Array.from({ length: 60 }, (_, n) => template!.render(countingDice(n))));
  expect([...all].sort()).toEqual(['P q x', 'P r x', 'S x']);
});
