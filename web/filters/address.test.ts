import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readAddress, writeAddress } from './address.ts';

describe('the address bar', () => {
  it('keeps codes of digits as text and lists readable', () => {
    expect(readAddress('?municipality=50701000&q=снег')).toEqual({ municipality: '50701000', q: 'снег' });
    expect(writeAddress({ status: 'in_work,routed', to: '/appeals?a=1', empty: '', none: undefined })).toBe(
      '?status=in_work,routed&to=/appeals%3Fa%3D1',
    );
    expect(writeAddress({})).toBe('');
  });

  it('comes back as it was written', () => {
    const values = fc.dictionary(
      fc.stringMatching(/^[a-z]{1,6}$/),
      fc.string({ minLength: 1 }).filter((text) => text.isWellFormed()),
    );
    fc.assert(
      fc.property(values, (search) => {
        expect(readAddress(writeAddress(search))).toEqual({ ...search });
      }),
    );
  });
});
