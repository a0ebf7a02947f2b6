import { readRegionFile } from '../registry/region-file.ts';
import { loadTaxonomy } from '../registry/taxonomy.ts';
import { openGrammar, type PhraseGrammar } from '../triage/complaint/index.ts';
import { DEMO_REGION_FILE } from './demo-plan.ts';
import { composeText, readDemoTexts } from './demo-texts.ts';
import { seededRandom } from './random.ts';

export interface InventedPost {
  text: string;
  complaint: boolean;
}

const STREETS = [
  'Лесной',
  'Мира',
  'Садовой',
  'Гагарина',
  'Новой',
  'Школьной',
  'Зелёной',
  'Рабочей',
  'Полевой',
  'Северной',
];

/**
 * An endless stream of invented posts of region 54, in which this share are complaints. Complaints are texts of the demo, worded apart
 * from the phrases that models learn from; the others come of the given templates. Half of the posts name their town.
 */
export function createInventedPosts(
  seed: number,
  complaints: number,
  everyday: PhraseGrammar,
): () => InventedPost {
  const random = seededRandom(seed);
  const dice = { whole: (bound: number) => Math.floor(random.next() * bound) };
  const region = readRegionFile(DEMO_REGION_FILE);
  const towns = region.municipalities.map(({ name }) => name.replace(/^(?:город|г\.) /, ''));
  const texts = readDemoTexts(loadTaxonomy().leaves).filter((each) => each !== null);
  const { templates } = openGrammar(everyday);
  return () => {
    const complaint = random.next() < complaints;
    const street = random.pick(STREETS);
    const house = String(random.whole(1, 180));
    const text = complaint
      ? composeText(
          random,
          random.pick(texts),
          'complaint',
          {
            at: `на улице ${street}, ${house}`,
            st: `улица ${street}`,
            h: house,
            settlement: random.pick(towns),
            r: `№ ${random.whole(1, 90)}`,
          },
          true,
        )
      : random.pick(templates).render(dice);
    // A complaint without a place is nobody's: there every post names one, as it would in the group of a town.
    const named = complaint || random.chance(0.5);
    return { text: named ? `${random.pick(towns)}. ${text}` : text, complaint };
  };
}
