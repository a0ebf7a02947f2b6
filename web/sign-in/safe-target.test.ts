import { describe, expect, it } from 'vitest';
import { safeTarget } from './safe-target.ts';

describe('where one goes after the door', () => {
  it('is where one wanted to go', () =>
    expect(safeTarget('/appeals?status=in_work')).toBe('/appeals?status=in_work'));

  it.each([
    undefined,
    '',
    'https://evil.example',
    '//evil.example',
    '/\\evil.example',
    '/sign-in?to=/sign-in',
  ])('is home for %s', (to) => expect(safeTarget(to)).toBe('/'));
});
