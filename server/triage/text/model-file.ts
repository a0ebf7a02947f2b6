import { createHash } from 'node:crypto';
import { readFile, rename, writeFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import { gunzip, gzip } from 'node:zlib';
import type { DerivedWeights } from './derived-views.ts';
import { HashIndex } from './feature-hash.ts';
import type { ModelLabel } from './text-model.ts';
import { TextModel } from './text-model.ts';
import { TextSpace } from './text-space.ts';

/*
 * A model file: 8 bytes «OTKLIKTM», 4 bytes format number (little endian), 32 bytes SHA‑256 of what follows, then gzip of
 *   4 bytes length of the JSON header · header · sections one after another, little endian:
 *   text feature hashes u32 · rarity f32 · text scales f32 · text weights i8 (feature-major) · bias f32 ·
 *   place feature hashes u32 · place scales f32 · place weights i8 ·
 *   hashes u32, rarity f32, scales f32 and weights i8 of the views derived from a text · the background model, a whole file of this kind
 * The header names the labels with their classes and the sizes. The version is a hash of labels and weights.
 */
const MAGIC = 'OTKLIKTM';
const FORMAT = 3;
/** The first format knows no mixtures of labels, the second no derived views; both are otherwise the same. */
const OLDEST_FORMAT = 1;
const PREFIX_BYTES = 44;

interface Header {
  version: string;
  labels: ModelLabel[];
  placeFields: string[];
  textField: string;
  columns: number;
  placeFrom: number;
  textFeatures: number;
  placeFeatures: number;
  derived?: { features: number; source: string | null; backgroundBytes: number };
}

/** Not a model, a damaged one or one of another program version; the message is Russian and says what to do. */
export class ModelFileError extends Error {
  override name = 'ModelFileError';
}

const zip = promisify(gzip);
const unzip = promisify(gunzip);

export async function encodeModel(model: TextModel): Promise<Buffer> {
  const { weights, space, placeIndex } = model;
  const derived = model.derived?.weights;
  const background = derived?.background ? await encodeModel(derived.background) : Buffer.alloc(0);
  const header: Header = {
    version: model.version,
    labels: [...model.labels],
    placeFields: [...model.placeFields],
    textField: model.textField,
    columns: weights.columns,
    placeFrom: weights.placeFrom,
    textFeatures: space.hashes.length,
    placeFeatures: placeIndex.size,
    ...(derived
      ? {
          derived: {
            features: derived.index.size,
            source: derived.source,
            backgroundBytes: background.length,
          },
        }
      : {}),
  };
  const json = Buffer.from(JSON.stringify(header));
  const length = Buffer.alloc(4);
  length.writeUInt32LE(json.length);
  const sections = [
    space.hashes,
    space.rarity,
    weights.textScales,
    weights.text,
    weights.bias,
    placeIndex.hashes(),
    weights.placeScales,
    weights.place,
    ...(derived ? [derived.index.hashes(), derived.rarity, derived.scales, derived.bytes, background] : []),
  ].map((array) => Buffer.from(array.buffer, array.byteOffset, array.byteLength));
  const body = await zip(Buffer.concat([length, json, ...sections]), { level: 4 });
  const prefix = Buffer.alloc(PREFIX_BYTES);
  prefix.write(MAGIC, 'latin1');
  prefix.writeUInt32LE(FORMAT, 8);
  createHash('sha256').update(body).digest().copy(prefix, 12);
  return Buffer.concat([prefix, body]);
}

export async function decodeModel(bytes: Buffer, name = 'модель'): Promise<TextModel> {
  if (bytes.length < PREFIX_BYTES || bytes.toString('latin1', 0, 8) !== MAGIC) {
    throw new ModelFileError(
      `«${name}» — не модель Отклика. Нужен файл, который записала команда otklik train.`,
    );
  }
  const format = bytes.readUInt32LE(8);
  if (format < OLDEST_FORMAT || format > FORMAT) {
    throw new ModelFileError(
      `«${name}»: вид модели ${format}, а эта версия программы читает виды ${OLDEST_FORMAT}–${FORMAT}. Обучите модель заново: otklik train.`,
    );
  }
  const stored = bytes.subarray(12, PREFIX_BYTES);
  const body = bytes.subarray(PREFIX_BYTES);
  const digest = createHash('sha256').update(body).digest();
  if (!digest.equals(stored)) {
    throw new ModelFileError(
      `Файл модели «${name}» повреждён: контрольная сумма не сходится. Скопируйте его ещё раз или обучите модель заново.`,
    );
  }
  const plain = await unzip(body);
  const headerBytes = plain.readUInt32LE(0);
  const header = JSON.parse(plain.toString('utf8', 4, 4 + headerBytes)) as Header;
  let at = 4 + headerBytes;
  const take = (count: number): ArrayBuffer => {
    const copy = new Uint8Array(count);
    copy.set(plain.subarray(at, at + count));
    at += count;
    return copy.buffer;
  };
  const { columns, placeFrom, textFeatures, placeFeatures } = header;
  const hashes = new Uint32Array(take(textFeatures * 4));
  const rarity = new Float32Array(take(textFeatures * 4));
  const textScales = new Float32Array(take(textFeatures * 4));
  const text = new Int8Array(take(textFeatures * columns));
  const bias = new Float32Array(take(columns * 4));
  const placeIndex = HashIndex.of(new Uint32Array(take(placeFeatures * 4)));
  const placeScales = new Float32Array(take(placeFeatures * 4));
  const place = new Int8Array(take(placeFeatures * (columns - placeFrom)));
  let derived: DerivedWeights | null = null;
  if (header.derived) {
    const { features, source, backgroundBytes } = header.derived;
    derived = {
      index: HashIndex.of(new Uint32Array(take(features * 4))),
      rarity: new Float32Array(take(features * 4)),
      scales: new Float32Array(take(features * 4)),
      bytes: new Int8Array(take(features * columns)),
      background:
        backgroundBytes > 0 ? await decodeModel(Buffer.from(take(backgroundBytes)), `${name}: основа`) : null,
      source,
    };
  }
  return new TextModel({
    version: header.version,
    labels: header.labels,
    placeFields: header.placeFields,
    textField: header.textField,
    space: new TextSpace(hashes, rarity),
    placeIndex,
    weights: { columns, placeFrom, text, textScales, place, placeScales, bias },
    derived,
  });
}

/** Reads a model written by {@link saveModel}. @throws ModelFileError */
export async function loadModel(path: string): Promise<TextModel> {
  let bytes: Buffer;
  try {
    bytes = await readFile(path);
  } catch {
    throw new ModelFileError(`Файла модели «${path}» нет или он недоступен. Обучите модель: otklik train.`);
  }
  return decodeModel(bytes, path);
}

/** Writes beside and renames, so that a reader never meets half a model. Returns the size in bytes. */
export async function saveModel(model: TextModel, path: string): Promise<number> {
  const bytes = await encodeModel(model);
  await writeFile(`${path}.part`, bytes);
  await rename(`${path}.part`, path);
  return bytes.length;
}
