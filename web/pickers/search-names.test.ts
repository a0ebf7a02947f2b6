import { describe, expect, it } from 'vitest';
import { searchNames } from './search-names.ts';

const items = [
  { code: 'a', name: 'Уборка снега во дворах', path: 'Благоустройство' },
  { code: 'b', name: 'Снег и наледь на тротуарах', path: 'Дороги › Зимнее содержание' },
  { code: 'c', name: 'Ёлки и ледовые городки', path: 'Благоустройство' },
];
const codes = (typed: string) => searchNames(items, typed).map((item) => item.code);

describe('names by typing', () => {
  it('wants every word at the beginning of some word', () => {
    expect(codes('снег трот')).toEqual(['b']);
    expect(codes('нег')).toEqual([]);
  });

  it('puts names that begin so first and finds by the path too', () => {
    expect(codes('снег')).toEqual(['b', 'a']);
    expect(codes('благо снег')).toEqual(['a']);
    expect(codes('елки')).toEqual(['c']);
  });

  it('shows all in order when nothing is typed', () => expect(codes(' ')).toEqual(['a', 'b', 'c']));
});
