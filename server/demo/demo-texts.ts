import { existsSync, readFileSync } from 'node:fs';
import type { Kind } from '../../contract/vocabulary.ts';
import type { LeafTopic } from '../registry/taxonomy.ts';
import { compileTemplate, type Slots, type Template } from './compile-template.ts';
import {
  ADDRESS,
  DEMANDS,
  GREETINGS,
  HISTORY,
  NOT_APPEALS,
  QUESTION_LEADS,
  REQUESTS,
  SIGN_OFFS,
} from './phrase-parts.ts';
import type { Random } from './random.ts';

/** Templates by kind; a request is a complaint with a request after it. */
export type TopicTexts = Partial<Record<Kind, readonly Template[]>>;

/** Reads texts/<group>.json; `null` for a topic without words of its own, say one that a region added. */
export function readDemoTexts(leaves: readonly LeafTopic[]): (TopicTexts | null)[] {
  const groups = new Map<string, Record<string, Partial<Record<Kind, string[]>>>>();
  return leaves.map((leaf) => {
    const group = leaf.code.split('.')[0]!;
    if (!groups.has(group)) {
      const file = new URL(`./texts/${group}.json`, import.meta.url);
      groups.set(group, existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {});
    }
    const sources = groups.get(group)![leaf.code];
    if (!sources?.complaint?.length) return null;
    const texts: TopicTexts = {};
    for (const [kind, list] of Object.entries(sources)) texts[kind as Kind] = list.map(compileTemplate);
    return texts;
  });
}

// Running shares; thanks and proposals are rarer in the outcome, since few topics have words for them.
const KIND_SUMS: readonly (readonly [Kind, number])[] = [
  ['not_appeal', 0.012],
  ['question', 0.11],
  ['thanks', 0.2],
  ['proposal', 0.27],
  ['request', 0.43],
];

/** Draws a kind the topic has words for. Shares: about two thirds complaints, as in public reports. */
export function drawKind(random: Random, texts: TopicTexts): Kind {
  const u = random.next();
  const drawn: Kind = KIND_SUMS.find(([, upTo]) => u < upTo)?.[0] ?? 'complaint';
  return drawn === 'not_appeal' || drawn === 'request' || texts[drawn] ? drawn : 'complaint';
}

/** @param casual social channels: no greeting to speak of, careless typing */
export function composeText(
  random: Random,
  texts: TopicTexts,
  kind: Kind,
  slots: Slots,
  casual: boolean,
): string {
  if (kind === 'not_appeal') return typed(random, random.pick(NOT_APPEALS).render(random, slots), casual);
  const core = random.pick(texts[kind === 'request' ? 'complaint' : kind]!);
  let text = capital(core.render(random, slots));
  if (!/[.?!]$/.test(text)) text += kind === 'thanks' && random.chance(0.5) ? '!' : '.';
  if (kind === 'question') {
    if (random.chance(0.4)) text = random.pick(QUESTION_LEADS).render(random, slots) + lower(text);
    if (random.chance(core.namesPlace ? 0.12 : 0.45)) text += random.pick(ADDRESS).render(random, slots);
  }
  if (kind === 'complaint' || kind === 'request') {
    if (random.chance(0.28)) text += random.pick(HISTORY).render(random, slots);
    if (!core.namesPlace ? random.chance(0.7) : random.chance(0.2))
      text += random.pick(ADDRESS).render(random, slots);
    if (kind === 'request') text += random.pick(REQUESTS).render(random, slots);
    else if (random.chance(0.4)) text += random.pick(DEMANDS).render(random, slots);
  }
  if (random.chance(casual ? 0.08 : 0.4)) text = random.pick(GREETINGS).render(random, slots) + text;
  if (!casual && kind !== 'thanks' && random.chance(0.16))
    text += random.pick(SIGN_OFFS).render(random, slots);
  return typed(random, text, casual);
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function lower(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}

/** The hand that typed it: small letters, no full stop, a slip of the finger. */
function typed(random: Random, text: string, casual: boolean): string {
  const slip = random.next();
  if (slip < (casual ? 0.1 : 0.03)) {
    const at = random.whole(1, text.length - 2);
    // A doubled or lost letter; never at the ends, never in a number's place by more than one sign.
    text =
      slip < 0.02
        ? text.slice(0, at) + text.slice(at + 1)
        : text.slice(0, at) + text.charAt(at) + text.slice(at);
  }
  if (!casual) return text;
  const manner = random.next();
  if (manner < 0.3) text = text.charAt(0).toLowerCase() + text.slice(1);
  if (manner > 0.15 && manner < 0.55 && text.endsWith('.')) text = text.slice(0, -1);
  if (manner > 0.95) text = text.endsWith('.') ? `${text.slice(0, -1)}!!!` : `${text}!!`;
  return manner > 0.93 && manner < 0.945 ? text.toUpperCase() : text;
}
