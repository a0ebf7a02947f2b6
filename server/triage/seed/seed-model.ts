import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { TextModel } from '../text/index.ts';
import { decodeModel, encodeModel, RIDGE_BELOW_TEXTS, trainModel } from '../text/index.ts';
import { seedExamples } from './seed-examples.ts';

const CACHE = new URL('../../../.cache/', import.meta.url).pathname;
/** Grows when training itself changes, so that a kept copy is not taken for the new one. */
const RECIPE = 6;
export const SEED_EPOCHS = 6;
/**
 * A score of phrases a topic are too few to hold any back, so the probabilities are set right on the invented texts of the demo, which
 * are worded apart from the phrases: `npx tsx test/quality/seed-model.ts` prints what comes out.
 */
export const SEED_CALIBRATION = { sharpness: 2.1, doubt: 0.03 };
/** Of what the model is so sure of, nineteen of twenty are right on those texts. */
export const SEED_SURE_AT = 0.86;

export interface SeedModel {
  version: string;
  /** Bytes of a model file with the single label `topic`. */
  content: Buffer;
}

/**
 * The model that works before a region has any history: trained on phrases of our own wording, every topic of the taxonomy.
 * Training takes about ten seconds of one core; a checkout keeps the result in `.cache`.
 */
export async function seedModel(): Promise<SeedModel> {
  const examples = seedExamples();
  const fingerprint = createHash('sha256')
    .update(JSON.stringify([RECIPE, examples]))
    .digest('hex')
    .slice(0, 12);
  const version = `seed-${fingerprint}`;
  const kept = join(CACHE, `${version}.model`);
  try {
    return { version, content: readFileSync(kept) };
  } catch {
    // Not trained in this checkout yet.
  }
  const model = trainModel(examples, { labels: ['topic'], measure: false, epochs: SEED_EPOCHS });
  model.labels[0]!.calibration = SEED_CALIBRATION;
  const content = await encodeModel(model);
  keep(kept, content);
  return { version, content };
}

/** The seed model as a background for learning from so few texts that its opinion is read beside their words; else nothing. */
export async function backgroundFor(texts: number): Promise<TextModel | undefined> {
  return texts < RIDGE_BELOW_TEXTS ? decodeModel((await seedModel()).content) : undefined;
}

function keep(path: string, content: Buffer): void {
  try {
    mkdirSync(CACHE, { recursive: true });
    const fresh = `${path}.${process.pid}`;
    writeFileSync(fresh, content);
    renameSync(fresh, path);
  } catch {
    // A read-only checkout trains at every first start: slower, not wrong.
  }
}
