/** Whoever draws: `whole(bound)` answers 0…bound−1. */
export interface Dice {
  whole(bound: number): number;
}

/** Templates by kind: `[a|b]` is a choice and may hold others, `{name}` is one of a named list. */
export interface PhraseGrammar {
  lists: Record<string, string[]>;
  kinds: Record<string, string[]>;
}

type Piece = string | Piece[][];

/** Draws texts of a grammar; its templates are cut into pieces once. @throws Error on an unknown list or an unclosed bracket */
export function openGrammar(grammar: PhraseGrammar): {
  templates: { kind: string; render(dice: Dice): string }[];
} {
  const lists = new Map(
    Object.entries(grammar.lists).map(([name, items]) => [name, items.map((item) => cut(item))]),
  );
  const render = (pieces: readonly Piece[], dice: Dice): string => {
    let text = '';
    for (const piece of pieces)
      text += typeof piece === 'string' ? piece : render(piece[dice.whole(piece.length)]!, dice);
    return text;
  };

  function cut(source: string): Piece[] {
    let at = 0;
    const sequence = (inside: boolean): Piece[] => {
      const pieces: Piece[] = [];
      while (at < source.length) {
        const mark = source[at]!;
        if (inside && (mark === '|' || mark === ']')) return pieces;
        if (mark === '[') pieces.push(choice());
        else if (mark === '{') {
          const end = source.indexOf('}', at);
          const items = lists.get(source.slice(at + 1, end));
          if (!items) throw new Error(`unknown list in template: ${source}`);
          pieces.push(items);
          at = end + 1;
        } else {
          const from = at;
          while (at < source.length && !'[]{|'.includes(source[at]!)) at += 1;
          if (at === from) throw new Error(`unbalanced template: ${source}`);
          pieces.push(source.slice(from, at));
        }
      }
      if (inside) throw new Error(`unbalanced template: ${source}`);
      return pieces;
    };
    const choice = (): Piece[][] => {
      const ways: Piece[][] = [];
      do {
        at += 1;
        ways.push(sequence(true));
      } while (source[at] === '|');
      at += 1;
      return ways;
    };
    return sequence(false);
  }

  return {
    templates: Object.entries(grammar.kinds).flatMap(([kind, sources]) =>
      sources.map((source) => {
        const pieces = cut(source);
        return { kind, render: (dice: Dice) => capital(render(pieces, dice)) };
      }),
    ),
  };
}

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);
