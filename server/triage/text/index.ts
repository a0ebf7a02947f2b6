/*
 * Text classifier: what an appeal is about and, with its place, who answers for it.
 * Linear models over hashed stems, pairs of stems and letter sequences; no text is kept in a model, only hashes.
 * Invariant: the probabilities of a label sum to one over its classes and were calibrated on rows not learned from.
 * Entrance: `trainModel` → `saveModel` → `loadModel` → `model.predict(text, place?)`. Measured choices: docs/decisions/0003.
 */

export type { TextExample } from './fit-model.ts';
export { RIDGE_BELOW_TEXTS } from './fit-model.ts';
export { decodeModel, encodeModel, loadModel, ModelFileError, saveModel } from './model-file.ts';
export type { Place } from './place-features.ts';
export { KNOWN_PLACE_FIELDS } from './place-features.ts';
export type { LabelQuality } from './quality.ts';
export { placeOf, readExamples } from './read-examples.ts';
export type { ModelLabel, Prediction, TextModel } from './text-model.ts';
export type { TrainModelOptions } from './train-model.ts';
export { splitsOf, trainModel } from './train-model.ts';
