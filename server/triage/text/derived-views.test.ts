import { describe, expect, it } from 'vitest';
import type { TextExample, TextModel } from './index.ts';
import { decodeModel, encodeModel, trainModel } from './index.ts';
import { mentionsOf } from './mentions.ts';
import { WordAnalyser } from './word-analyser.ts';

const analyser = new WordAnalyser();
const hashes = (text: string) => mentionsOf(text, analyser).map(({ hash }) => hash);

describe('mentions of places', () => {
  it('finds names inside a sentence, after a kind of place and before a territory', () => {
    const [lgov] = hashes('Живу в городе льгове');
    expect(hashes('Здесь, у нас во Льгове, темно')).toEqual([lgov]);
    expect(hashes('Вода в сосновском районе')).toHaveLength(2);
    expect(hashes('Темно. Фонари не горят. Снег не убран')).toEqual([]);
  });

  it('takes capitals for nothing where everything is in capitals', () => {
    expect(hashes('ПОЧЕМУ НЕ ГОРЯТ ФОНАРИ ВО ДВОРЕ')).toEqual([]);
    expect(hashes('НЕТ ВОДЫ НА УЛИЦЕ РАДИЩЕВА')).toHaveLength(1);
  });
});

/** Two bodies: which one answers for roads is decided by the town named in the text. */
const appeals: TextExample[] = Array.from({ length: 12 }, (_, round) =>
  ['Сосновка', 'Берёзово'].flatMap((town) => [
    {
      text: `У нас в городе ${town} яма на дороге ${round}`,
      labels: { topic: 'Ямы', body: `Город ${town}` },
    },
    { text: `Прошу, ${town}, врача не дождаться`, labels: { topic: 'Врачи', body: 'Комитет' } },
    { text: `В доме ${town} холодно`, labels: { topic: 'Тепло', body: 'Комитет' } },
    { text: `Автобус из города ${town} не пришёл`, labels: { topic: 'Автобусы', body: 'Комитет' } },
  ]),
).flat();
/** A model learned before that knows words which the appeals do not. */
const background = trainModel(
  [
    ...['колдобина', 'выбоина', 'яма на дороге', 'провал асфальта'].map((text) => ({
      text,
      labels: { kind: 'roads' },
    })),
    ...['доктор', 'терапевт', 'врача нет', 'поликлиника'].map((text) => ({
      text,
      labels: { kind: 'health' },
    })),
    ...['батареи', 'холодно в доме', 'отопление'].map((text) => ({ text, labels: { kind: 'heat' } })),
    ...['маршрутка', 'автобус не пришёл', 'троллейбус'].map((text) => ({ text, labels: { kind: 'bus' } })),
  ],
  { measure: false },
);

describe('views derived from a text', () => {
  it('give words the region never met the meaning they have in the background', () => {
    const knows = [/яма|выбоин/i, /врач|терапевт/i, /холодно|батаре/i, /автобус|маршрутк/i];
    const sure = {
      version: 'sure',
      labels: [{ name: 'kind', classes: ['roads', 'health', 'heat', 'bus'] }],
      score: (text: string) => Float64Array.from(knows, (words) => (words.test(text) ? 10 : 0)),
    } as unknown as TextModel;
    const helped = trainModel(appeals, { measure: false, background: sure });
    expect(
      ['выбоина', 'терапевт', 'батареи', 'маршрутка'].map((text) => helped.predict(text).topic![0]!.label),
    ).toEqual(['Ямы', 'Врачи', 'Тепло', 'Автобусы']);
  });

  it('come back from the file, background and all', async () => {
    const model = trainModel(appeals, { measure: false, background });
    const loaded = await decodeModel(await encodeModel(model));
    for (const text of ['Опять, Сосновка, колдобина', 'терапевт', '']) {
      expect(loaded.predict(text)).toEqual(model.predict(text));
    }
    expect(loaded.version).toBe(model.version);
    expect(loaded.version).not.toBe(trainModel(appeals, { measure: false }).version);
  });
});
