import { HEAT_MEASURES, type HeatMeasure } from '../../contract/heat-map.ts';
import { CHANGE_CLASSES, changeClass, type Usual } from './change.ts';

/**
 * Palettes. Counts: one hue, light to dark (reversed on dark ground). Change: blue–grey–orange, the pair that all
 * three kinds of colour blindness keep apart; the test measures it. No red–green anywhere.
 */
export type Ground = 'light' | 'dark';
export const MEASURES = HEAT_MEASURES;
export type Measure = HeatMeasure;
/** Measures that compare, so that colours lead both ways from the middle. */
export const compares = (measure: Measure) => measure === 'change' || measure === 'compare';
/** Shares of a count, 0 … 1. */
export const isShare = (measure: Measure) => measure === 'overdue' || measure === 'dissatisfied';
/** A share of fewer than this says nothing. */
export const SHARE_OF_MIN = 3;

const SEQUENTIAL: Record<Ground, readonly string[]> = {
  light: ['#e6eef7', '#c3d9ee', '#94bfe0', '#5f9fce', '#3279b5', '#155290', '#072f5f'],
  dark: ['#1c2a3a', '#20405f', '#275a87', '#3478b0', '#559bd2', '#8bc0ea', '#c9e4fb'],
};
const DIVERGING: Record<Ground, readonly string[]> = {
  light: ['#2b6ca8', '#74a6d0', '#bcd5ea', '#eeeeec', '#fbd09c', '#ee9440', '#b9560a'],
  dark: ['#6fb3ee', '#3f7fb8', '#28506f', '#33363b', '#7a5228', '#c97a22', '#ffb35c'],
};
/** Nothing there: no cases, or nothing to compare with. */
const NOTHING: Record<Ground, string> = { light: '#f7f7f7', dark: '#222428' };

export const SEQUENTIAL_CLASSES = SEQUENTIAL.light.length;

export interface Scale {
  measure: Measure;
  /** Lower bounds of classes 1…; class 0 is everything above zero below `steps[0]`. Empty for change. */
  steps: readonly number[];
  colours: readonly string[];
  nothing: string;
}

/** What a place or cell shows. `population` 0 = unknown. */
export interface Shown {
  count: number;
  usual: Usual;
  population?: number;
  authors?: number | null;
  overdue?: number | null;
  rated?: number | null;
  dissatisfied?: number | null;
}

/** Cases per 1 000 residents; null where the population is not known. */
export function rate(count: number, population: number | undefined): number | null {
  return population ? (count / population) * 1000 : null;
}

/** The number that the measure colours by; null = nothing to show. */
export function measured(measure: Measure, shown: Shown): number | null {
  if (measure === 'count') return shown.count;
  if (measure === 'rate') return rate(shown.count, shown.population);
  if (measure === 'authors') return shown.authors ?? null;
  if (measure === 'overdue') return shareOf(shown.overdue, shown.count);
  if (measure === 'dissatisfied') return shareOf(shown.dissatisfied, shown.rated);
  return changeClass(shown.count, shown.usual);
}

/** 0 … 1; null where it is not known or of too few. */
export function shareOf(part: number | null | undefined, all: number | null | undefined): number | null {
  return part == null || !all || all < SHARE_OF_MIN ? null : part / all;
}

/** Shares mean the same everywhere, so their bounds stay where they are. */
const SHARE_STEPS = [0.05, 0.1, 0.2, 0.35, 0.5] as const;

/** Round numbers a person can hold in the head: 1, 2, 3, 5, 10, 15, 20, 30, 50, 100 … and their tenths. */
const MANTISSAS = [1, 1.5, 2, 3, 5, 7];
function niceBelow(value: number): number {
  const power = 10 ** Math.floor(Math.log10(value));
  const mantissa = MANTISSAS.findLast((each) => each * power <= value * 1.0001) ?? 1;
  return Number((mantissa * power).toPrecision(3));
}

/**
 * Class bounds from the values themselves: even shares of the filled cells, rounded down to nice numbers. Shares, not
 * equal widths: appeals are heavy-tailed, and one big city would otherwise leave the rest of the region one colour.
 */
export function stepsOf(values: readonly number[], whole: boolean): number[] {
  const filled = values.filter((value) => value > 0).sort((a, b) => a - b);
  const steps: number[] = [];
  for (let each = 1; each < SEQUENTIAL_CLASSES; each++) {
    // Denser at the top: the upper classes are what one looks for.
    const share = 1 - (1 - each / SEQUENTIAL_CLASSES) ** 1.5;
    const value = filled[Math.min(filled.length - 1, Math.floor(share * filled.length))];
    if (value === undefined) break;
    const nice = whole ? Math.max(2, Math.floor(niceBelow(value))) : niceBelow(value);
    if (nice > (steps.at(-1) ?? (whole ? 1 : filled[0]!))) steps.push(nice);
  }
  return steps;
}

/** Scale for one picture (map or matrix: their numbers differ by an order, so each has its own). */
export function buildScale(measure: Measure, shown: readonly Shown[], ground: Ground): Scale {
  const nothing = NOTHING[ground];
  if (compares(measure)) return { measure, steps: [], colours: DIVERGING[ground], nothing };
  const values = shown.map((each) => measured(measure, each) ?? 0);
  if (isShare(measure))
    return {
      measure,
      steps: SHARE_STEPS,
      colours: spread(SEQUENTIAL[ground], SHARE_STEPS.length + 1),
      nothing,
    };
  const steps = stepsOf(values, measure === 'count' || measure === 'authors');
  return { measure, steps, colours: spread(SEQUENTIAL[ground], steps.length + 1), nothing };
}

/** `n` colours over the whole palette, so that few classes still use its ends. */
function spread(palette: readonly string[], n: number): string[] {
  if (n >= palette.length) return [...palette];
  if (n === 1) return [palette[3]!];
  // The faintest step is skipped while there is room: it hardly differs from «nothing».
  const start = n < palette.length - 1 ? 1 : 0;
  return Array.from(
    { length: n },
    (_, i) => palette[Math.round(start + (i * (palette.length - 1 - start)) / (n - 1))]!,
  );
}

/** Class index of a place or cell, null for nothing. */
export function classOf(scale: Scale, shown: Shown): number | null {
  const value = measured(scale.measure, shown);
  if (value === null) return null;
  if (compares(scale.measure)) return value;
  if (value <= 0) return isShare(scale.measure) ? 0 : null;
  let at = 0;
  while (at < scale.steps.length && value >= scale.steps[at]!) at++;
  return at;
}

export function colourOf(scale: Scale, shown: Shown): string {
  const at = classOf(scale, shown);
  return at === null ? scale.nothing : (scale.colours[at] ?? scale.nothing);
}

/** Black or white, whichever reads better on a fill (WCAG relative luminance; 0.179 is where both give equal contrast). */
export function inkOn(fill: string): '#000000' | '#ffffff' {
  return luminance(fill) > 0.179 ? '#000000' : '#ffffff';
}

export function luminance(hex: string): number {
  const channel = (at: number) => {
    const value = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  };
  return 0.2126 * channel(1) + 0.7152 * channel(3) + 0.0722 * channel(5);
}

/** Bounds of the classes for the legend: [from, below); `null` = open end. */
export function legendOf(
  scale: Scale,
): { colour: string; at: number; from: number | null; below: number | null }[] {
  const n = compares(scale.measure) ? CHANGE_CLASSES : scale.colours.length;
  return Array.from({ length: n }, (_, at) => ({
    colour: scale.colours[at]!,
    at,
    from: at === 0 ? null : (scale.steps[at - 1] ?? null),
    below: scale.steps[at] ?? null,
  }));
}
