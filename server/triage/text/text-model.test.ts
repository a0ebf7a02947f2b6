import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { TextExample, TextModel } from './index.ts';
import { decodeModel, encodeModel, loadModel, ModelFileError, saveModel, trainModel } from './index.ts';
import { stripHtml, wordsOf } from './tokens.ts';

const PHRASES: Record<string, string[]> = {
  'Ямы на дороге': [
    'глубокая яма на дороге',
    'разбит асфальт, ямы по всей улице',
    'провал в асфальте, колесо в яме',
  ],
  'Не горит фонарь': [
    'не горят фонари вдоль улицы',
    'темно, фонарь не работает',
    'нет освещения на тротуаре',
  ],
  'Не убран снег': [
    'не чистят снег во дворе',
    'сугробы на тротуаре, снег не вывозят',
    'скользко, снег и лёд у дома',
  ],
  'Мусор не вывозят': [
    'контейнеры переполнены, мусор не вывозят',
    'свалка мусора во дворе',
    'гора мусора у баков',
  ],
};
const DISTRICTS = ['Лесной', 'Озёрный'];

/** Who answers is decided by the district alone, what it is about by the text alone. */
function invented(): TextExample[] {
  return Array.from({ length: 12 }, (_, round) =>
    Object.entries(PHRASES).flatMap(([topic, phrases]) =>
      phrases.flatMap((text) =>
        DISTRICTS.map((district) => ({
          text,
          labels: { topic, body: `Администрация: ${district}` },
          place: { district },
          time: round,
        })),
      ),
    ),
  ).flat();
}

describe('text model', () => {
  let model: TextModel;
  let folder: string;

  beforeAll(async () => {
    model = trainModel(invented(), { placeFields: ['district'] });
    folder = await mkdtemp(join(tmpdir(), 'otklik-model-'));
  });
  afterAll(() => rm(folder, { recursive: true }));

  it('finds the topic by the text and the body by the place', () => {
    const predicted = model.predict('яма посреди улицы', { district: 'Озёрный' });
    expect(predicted.topic![0]!.label).toBe('Ямы на дороге');
    expect(predicted.topic![0]!.p).toBeGreaterThan(0.5);
    expect(predicted.body![0]!.label).toBe('Администрация: Озёрный');
    expect(model.labels.map(({ name, usesPlace }) => [name, usesPlace])).toEqual([
      ['topic', false],
      ['body', true],
    ]);
  });

  it('is sure of the body only while the place is known', () => {
    const known = model.predict('темно, фонарь не горит', { district: 'Лесной' }).body![0]!.p;
    const unknown = model.predict('темно, фонарь не горит', { district: 'Неведомый' }).body![0]!.p;
    const absent = model.predict('темно, фонарь не горит').body![0]!.p;
    expect(known).toBeGreaterThan(0.8);
    expect(unknown).toBeLessThan(known);
    expect(absent).toBeCloseTo(unknown, 10);
  });

  it('gives probabilities that sum to one, best first, for any text', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom('яма', ' ', '<p>', '&', 'снег', 'Ё', 'zz', '🙂', '7')),
        (pieces) => {
          const text = pieces.join('');
          const { topic } = model.predict(text, { district: 'Лесной' });
          expect(topic!.reduce((sum, { p }) => sum + p, 0)).toBeCloseTo(1, 4);
          expect(topic!.every(({ p }, at) => p >= 0 && p <= (topic![at - 1]?.p ?? 1))).toBe(true);
        },
      ),
    );
  });

  it('answers an empty text with the shares of the classes, not with certainty', () => {
    for (const { p } of model.predict('').topic!) expect(p).toBeCloseTo(0.25, 2);
  });

  it('answers the same after more distinct words than it remembers', async () => {
    const text = 'сугробы и мусор на дороге, незнакомоеслово';
    const before = model.predict(text);
    const letters = 'абвгдежзиклмнопр';
    const spell = (number: number) =>
      [...number.toString(16).padStart(5, '0')].map((d) => letters[Number.parseInt(d, 16)]).join('');
    for (let from = 0; from < 50_000; from += 2000) {
      model.predict(Array.from({ length: 2000 }, (_, at) => spell(from + at)).join(' '));
    }
    expect(model.predict(text)).toEqual(before);
    const fresh = await decodeModel(await encodeModel(model));
    for (const word of [spell(49_999), spell(7), spell(39_000)]) {
      expect(model.predict(`${word} ${text}`)).toEqual(fresh.predict(`${word} ${text}`));
    }
  });

  it('reads capitals and ё as small letters and е, as it learned', () => {
    expect(model.predict('СУГРОБЫ И ЛЁД')).toEqual(model.predict('сугробы и лед'));
  });

  it('comes back from its file the same', async () => {
    const path = join(folder, 'a.model');
    await saveModel(model, path);
    const loaded = await loadModel(path);
    expect(loaded.version).toBe(model.version);
    expect(loaded.labels).toEqual(model.labels);
    const text = 'сугробы и мусор на дороге, незнакомоеслово';
    expect(loaded.predict(text, { district: 'Лесной' })).toEqual(model.predict(text, { district: 'Лесной' }));
  });

  it('is the same file for the same examples', async () => {
    const again = trainModel(invented(), { placeFields: ['district'] });
    expect((await encodeModel(again)).equals(await encodeModel(model))).toBe(true);
  });

  it('holds no piece of the texts it learned from', async () => {
    expect((await encodeModel(model)).includes('сугробы')).toBe(false);
  });

  it('refuses foreign, damaged and missing files with a Russian sentence', async () => {
    const bytes = await encodeModel(model);
    const damaged = Buffer.from(bytes);
    damaged[bytes.length - 5]! ^= 1;
    await expect(decodeModel(damaged)).rejects.toThrow(/повреждён/);
    await expect(decodeModel(bytes.subarray(0, bytes.length / 2))).rejects.toThrow(/повреждён/);
    const foreign = join(folder, 'foreign');
    await writeFile(foreign, 'id;text\n1;яма\n');
    await expect(loadModel(foreign)).rejects.toThrow(/не модель Отклика/);
    await expect(loadModel(join(folder, 'absent'))).rejects.toThrow(ModelFileError);
  });

  it('knows what a single class is: always that one', () => {
    const single = trainModel(invented().map(({ text }) => ({ text, labels: { topic: 'Прочее' } })));
    expect(single.predict('что угодно').topic).toEqual([{ label: 'Прочее', p: 1 }]);
  });

  it('takes zero for a value and nothing for none', () => {
    const zeroOrOne = invented().map((example, at) => ({
      text: example.text,
      labels: { group: example.labels.topic === 'Не убран снег' ? 0 : at % 5 === 0 ? null : 1 },
    }));
    const numeric = trainModel(zeroOrOne);
    expect(numeric.labels[0]!.numeric).toBe(true);
    expect(numeric.labels[0]!.classes.toSorted()).toEqual(['0', '1']);
    expect(numeric.predict('снег не чистят').group![0]!.label).toBe('0');
  });

  it('says when there is nothing to learn from', () => {
    expect(() => trainModel([{ text: 'яма', labels: { topic: null } }])).toThrow(/Учиться не на чем/);
    expect(() => trainModel([])).toThrow(/Учиться не на чем/);
  });
});

describe('words of a text', () => {
  it('leaves tags and entities out and keeps what a person reads', () => {
    expect(stripHtml('<p>Яма&nbsp;у&#32;дома</p><br/>5 < 7 &amp; всё')).toBe(' Яма у дома  5 < 7 & всё');
    expect(wordsOf('<div class="яма">Ёлка</div>, дом 5')).toEqual(['елка', 'дом']);
  });
});
