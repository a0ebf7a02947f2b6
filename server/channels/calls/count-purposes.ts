import type { CallSummary } from '../../../contract/calls.ts';
import type { Purpose } from './call-settings.ts';

const UNKNOWN = { code: 'unknown', name: 'Цель не отмечена' };
const OTHER = { code: 'other', name: 'Нет в перечне' };

/** Words of the exchange counted along the tree of purposes: by code, name or a word of a node; a parent counts its children too. */
export function countPurposes(
  said: readonly { purpose: string | null; count: number }[],
  tree: readonly Purpose[],
): CallSummary['purposes'] {
  const own = new Map<string, number>();
  const byWord = new Map<string, string>();
  const learn = (nodes: readonly Purpose[]) => {
    for (const { code, name, words = [], children = [] } of nodes) {
      for (const word of [code, name, ...words])
        if (!byWord.has(word.toLowerCase())) byWord.set(word.toLowerCase(), code);
      learn(children);
    }
  };
  learn(tree);
  for (const { purpose, count } of said) {
    const word = purpose?.trim().toLowerCase() ?? '';
    // «Консультация / Выплаты»: the last part that is known counts.
    const parts = word.split(/\s*[/>|]\s*/).reverse();
    const code =
      word === '' ? UNKNOWN.code : (parts.map((part) => byWord.get(part)).find(Boolean) ?? OTHER.code);
    own.set(code, (own.get(code) ?? 0) + count);
  }
  const counted: CallSummary['purposes'] = [];
  const add = ({ code, name, children = [] }: Purpose, depth: number): number => {
    const at = counted.length;
    let count = own.get(code) ?? 0;
    for (const child of children) count += add(child, depth + 1);
    if (count > 0) counted.splice(at, 0, { code, name, depth, count });
    return count;
  };
  for (const node of [...tree, OTHER, UNKNOWN]) add(node, 0);
  return counted;
}
