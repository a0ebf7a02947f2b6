import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { changeClass, changeWords, isSpike } from './change.ts';
import { buildScale, classOf, inkOn, legendOf, luminance, stepsOf } from './colour-scale.ts';

/** Machado et al. 2009, severity 1.0: what a person without one kind of cones sees (linear RGB). */
const BLINDNESS = {
  protanopia: [0.152286, 1.052583, -0.204868, 0.114503, 0.786281, 0.099216, -0.003882, -0.048116, 1.051998],
  deuteranopia: [0.367322, 0.860646, -0.227968, 0.280085, 0.672501, 0.047413, -0.01182, 0.04294, 0.968881],
  tritanopia: [1.255528, -0.076749, -0.178779, -0.078411, 0.930809, 0.147602, 0.004733, 0.691367, 0.3039],
};
function linear(hex: string): number[] {
  return [1, 3, 5].map((at) => {
    const value = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  });
}
function lab([r, g, b]: number[]): number[] {
  const f = (t: number) => (t > 0.008856 ? Math.cbrt(t) : 7.787 * t + 16 / 116);
  const clip = (v: number) => Math.max(0, Math.min(1, v));
  const [R, G, B] = [clip(r!), clip(g!), clip(b!)];
  const x = f((0.4124 * R + 0.3576 * G + 0.1805 * B) / 0.9505);
  const y = f(0.2126 * R + 0.7152 * G + 0.0722 * B);
  const z = f((0.0193 * R + 0.1192 * G + 0.9505 * B) / 1.089);
  return [116 * y - 16, 500 * (x - y), 200 * (y - z)];
}
function distance(a: string, b: string, m: number[]): number {
  const seen = (hex: string) => {
    const v = linear(hex);
    return lab(
      [0, 1, 2].map((row) => m[row * 3]! * v[0]! + m[row * 3 + 1]! * v[1]! + m[row * 3 + 2]! * v[2]!),
    );
  };
  const [x, y] = [seen(a), seen(b)];
  return Math.hypot(...x.map((value, i) => value - y[i]!));
}

describe('palettes', () => {
  const full = Array.from({ length: 500 }, (_, i) => ({ count: i + 1, usual: 1, population: 1000 }));
  for (const ground of ['light', 'dark'] as const)
    for (const measure of ['count', 'change'] as const)
      for (const [blindness, matrix] of Object.entries(BLINDNESS))
        it(`${measure} on ${ground} keeps its classes apart under ${blindness}`, () => {
          const { colours } = buildScale(measure, full, ground);
          for (let i = 0; i < colours.length; i++)
            for (let j = i + 1; j < colours.length; j++)
              expect(distance(colours[i]!, colours[j]!, matrix), `${i}–${j}`).toBeGreaterThan(7);
          const n = colours.length;
          expect(distance(colours[0]!, colours[n - 1]!, matrix)).toBeGreaterThan(25);
        });

  it('numbers are readable on every fill (4.5 : 1)', () => {
    for (const ground of ['light', 'dark'] as const)
      for (const measure of ['count', 'change'] as const)
        for (const colour of buildScale(measure, full, ground).colours) {
          const [fill, ink] = [luminance(colour), luminance(inkOn(colour))];
          const contrast = (Math.max(fill, ink) + 0.05) / (Math.min(fill, ink) + 0.05);
          expect(contrast).toBeGreaterThanOrEqual(4.5);
        }
  });
});

describe('classes', () => {
  it('steps rise, classes never fall as counts rise, and every class of the legend can occur', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 5000 }), { minLength: 1, maxLength: 300 }), (counts) => {
        const steps = stepsOf(counts, true);
        expect(steps).toEqual([...new Set(steps)].sort((a, b) => a - b));
        const shown = counts.map((count) => ({ count, usual: null }));
        const scale = buildScale('count', shown, 'light');
        expect(scale.colours).toHaveLength(scale.steps.length + 1);
        const classes = [...shown]
          .sort((a, b) => a.count - b.count)
          .map((each) => classOf(scale, each) ?? -1);
        expect(classes).toEqual([...classes].sort((a, b) => a - b));
        expect(legendOf(scale)).toHaveLength(scale.colours.length);
      }),
    );
  });

  it('zero and unknown population have no class', () => {
    const scale = buildScale('rate', [{ count: 5, usual: null, population: 1000 }], 'light');
    expect(classOf(scale, { count: 0, usual: 3, population: 1000 })).toBeNull();
    expect(classOf(scale, { count: 9, usual: 3, population: 0 })).toBeNull();
    expect(classOf(scale, { count: 9, usual: 3, population: 10 })).not.toBeNull();
  });
});

describe('change', () => {
  it('says the words of the case', () => {
    expect(changeWords(24, 10)).toEqual({ key: 'timesAbove', times: 2.4 });
    expect(changeWords(5, 12)).toEqual({ key: 'timesBelow', times: 2.4 });
    expect(changeWords(135, 100)).toEqual({ key: 'percentAbove', percent: 35 });
    expect(changeWords(98, 100)).toEqual({ key: 'asUsual' });
    expect(changeWords(7, 0)).toEqual({ key: 'neverUsual' });
    expect(changeWords(0, 4)).toEqual({ key: 'noneNow' });
    expect(changeWords(7, null)).toEqual({ key: 'unknown' });
  });

  it('does not colour noise of small numbers', () => {
    expect(changeClass(1, 0)).toBe(3);
    expect(changeClass(3, 1.5)).toBe(3);
    expect(changeClass(12, 1.5)).toBe(6);
    expect(changeClass(1, 20)).toBe(0);
    expect(changeClass(4, null)).toBeNull();
  });

  it('marks at least five and at least twice', () => {
    expect(isSpike(5, 2.5)).toBe(true);
    expect(isSpike(4, 1)).toBe(false);
    expect(isSpike(9, 5)).toBe(false);
    expect(isSpike(50, null)).toBe(false);
  });
});
