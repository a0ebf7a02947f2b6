import { describe, expect, it } from 'vitest';
import { matchesKey } from './use-key.ts';

const press = (key: string, code: string, more: object = {}) => ({
  key,
  code,
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  ...more,
});

describe('keys', () => {
  it('mean the same in the Russian layout', () => {
    expect(matchesKey('j', press('о', 'KeyJ'))).toBe(true);
    expect(matchesKey('mod+k', press('л', 'KeyK', { ctrlKey: true }))).toBe(true);
    expect(matchesKey('/', press('.', 'Slash'))).toBe(true);
    expect(matchesKey('?', press(',', 'Slash'))).toBe(true);
  });

  it('do not fire with a modifier that belongs to the browser', () => {
    expect(matchesKey('j', press('j', 'KeyJ', { ctrlKey: true }))).toBe(false);
    expect(matchesKey('Enter', press('Enter', 'Enter', { altKey: true }))).toBe(false);
    expect(matchesKey('mod+k', press('k', 'KeyK'))).toBe(false);
  });
});
