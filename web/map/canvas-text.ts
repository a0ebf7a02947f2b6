/** Measuring and cutting text for a canvas; remembered, because the same names are drawn at every scroll. */
const cut = new Map<string, string>();
const REMEMBERED_MAX = 20_000;

/** The text, or as much of it as fits with «…». */
export function fitText(context: CanvasRenderingContext2D, text: string, width: number): string {
  const key = `${context.font}|${Math.round(width)}|${text}`;
  const known = cut.get(key);
  if (known !== undefined) return known;
  let result = text;
  if (context.measureText(text).width > width) {
    let [low, high] = [0, text.length];
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (context.measureText(`${text.slice(0, middle).trimEnd()}…`).width <= width) low = middle;
      else high = middle - 1;
    }
    result = `${text.slice(0, low).trimEnd()}…`;
  }
  if (cut.size > REMEMBERED_MAX) cut.clear();
  cut.set(key, result);
  return result;
}

const wrapped = new Map<string, string[]>();

/** One line when it fits, else two broken at a word, the second cut with «…». */
export function wrapTwo(context: CanvasRenderingContext2D, text: string, width: number): string[] {
  const key = `${context.font}|${Math.round(width)}|${text}`;
  let known = wrapped.get(key);
  if (!known) {
    known = wrap(context, text, width);
    if (wrapped.size > REMEMBERED_MAX) wrapped.clear();
    wrapped.set(key, known);
  }
  return known;
}

function wrap(context: CanvasRenderingContext2D, text: string, width: number): string[] {
  if (context.measureText(text).width <= width) return [text];
  const words = text.split(' ');
  let first = '';
  let at = 0;
  for (; at < words.length; at++) {
    const longer = first === '' ? words[at]! : `${first} ${words[at]}`;
    if (context.measureText(longer).width > width) break;
    first = longer;
  }
  if (first === '') return [fitText(context, text, width)];
  return [first, fitText(context, words.slice(at).join(' '), width)];
}
