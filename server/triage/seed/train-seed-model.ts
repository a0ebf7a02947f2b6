import { readdirSync, readFileSync } from 'node:fs';
import { encodeModel, trainModel, type TextExample } from '../text/index.ts';

/** Version of the seed phrases: a new one makes installations train again. */
export const SEED_VERSION = 'seed-1';

/**
 * The model that works before a region has any history: trained on phrases of our own wording, every topic of the taxonomy.
 *
 * @returns bytes of a model file with the single label `topic`
 */
export async function trainSeedModel(): Promise<Buffer> {
  return encodeModel(await trainModel(seedExamples(), { labels: ['topic'] }));
}

export function seedExamples(): TextExample[] {
  const folder = new URL('./phrases/', import.meta.url);
  return readdirSync(folder)
    .filter((name) => name.endsWith('.json'))
    .sort()
    .flatMap((name) => {
      const phrases = JSON.parse(readFileSync(new URL(name, folder), 'utf8')) as Record<string, string[]>;
      return Object.entries(phrases).flatMap(([topic, texts]) => texts.map((text) => ({ text, labels: { topic } })));
    });
}
