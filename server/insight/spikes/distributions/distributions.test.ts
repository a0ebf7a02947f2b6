import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { logGamma } from './log-gamma.ts';
import { countLogPmf, countQuantile, countUpperTail } from './negative-binomial.ts';
import { normalCdf, normalQuantile, normalUpperTail } from './normal.ts';

describe('normal', () => {
  it.each([
    [0, 0.5],
    [1.96, 0.97500210485178],
    [-3, 0.00134989803163],
    [5, 0.999999713348428],
  ])('cdf of %d', (x, p) => expect(normalCdf(x)).toBeCloseTo(p, 13));

  it('keeps the far tail', () => {
    expect(normalUpperTail(10) / 7.61985302416053e-24).toBeCloseTo(1, 10);
  });

  it('quantile inverts the cdf', () => {
    fc.assert(
      fc.property(fc.double({ min: 1e-6, max: 1 - 1e-6, noNaN: true }), (p) => {
        expect(normalCdf(normalQuantile(p))).toBeCloseTo(p, 12);
      }),
    );
  });
});

describe('counts', () => {
  const mean = fc.double({ min: 0.01, max: 300, noNaN: true });
  const size = fc.oneof(fc.constant(Infinity), fc.double({ min: 0.2, max: 100, noNaN: true }));

  it('logGamma of 10 is ln 9!', () => expect(logGamma(10)).toBeCloseTo(Math.log(362880), 11));

  it('tail is the sum of the probabilities that remain', () => {
    fc.assert(
      fc.property(mean, size, fc.integer({ min: 0, max: 60 }), (mu, r, count) => {
        let below = 0;
        for (let y = 0; y < count; y += 1) below += Math.exp(countLogPmf(y, mu, r));
        expect(countUpperTail(count, mu, r)).toBeCloseTo(1 - below, 9);
      }),
    );
  });

  it('quantile is the smallest count that reaches the probability', () => {
    fc.assert(
      fc.property(mean, size, fc.double({ min: 0.01, max: 0.999, noNaN: true }), (mu, r, p) => {
        const quantile = countQuantile(p, mu, r);
        expect(1 - countUpperTail(quantile + 1, mu, r)).toBeGreaterThan(p - 1e-9);
        if (quantile > 0) expect(1 - countUpperTail(quantile, mu, r)).toBeLessThan(p + 1e-9);
      }),
    );
  });
});
