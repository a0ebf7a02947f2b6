import { readFileSync, writeFileSync } from 'node:fs';
import type { ComplaintWeights } from './complaint-weights.ts';

const FILE = new URL('./weights.json', import.meta.url);

/** As kept in the checkout: arrays in base64, little-endian. */
interface WeightsFile {
  /** What they were learned from. */
  madeOf: string;
  bias: number;
  dense: number[];
  hashes: string;
  weights: string;
  topicWords: string;
}

/** The learned weights of the checkout. @throws Error when the file is not there or is not JSON */
export function readWeights(): ComplaintWeights & { madeOf: string } {
  const file = JSON.parse(readFileSync(FILE, 'utf8')) as WeightsFile;
  const bytes = (text: string) => new Uint8Array(Buffer.from(text, 'base64')).buffer;
  return {
    madeOf: file.madeOf,
    bias: file.bias,
    dense: Float64Array.from(file.dense),
    hashes: new Uint32Array(bytes(file.hashes)),
    weights: new Float32Array(bytes(file.weights)),
    topicWords: new Uint32Array(bytes(file.topicWords)),
  };
}

/** Keeps what was learned. @param madeOf digest of what it was learned from: a test finds weights that are out of date by it */
export function writeWeights(madeOf: string, learned: ComplaintWeights): void {
  const text = ({ buffer, byteOffset, byteLength }: Uint32Array | Float32Array) =>
    Buffer.from(buffer, byteOffset, byteLength).toString('base64');
  const file: WeightsFile = {
    madeOf,
    bias: learned.bias,
    dense: [...learned.dense],
    hashes: text(learned.hashes),
    weights: text(learned.weights),
    topicWords: text(learned.topicWords),
  };
  writeFileSync(FILE, `${JSON.stringify(file, null, 2)}\n`);
}
