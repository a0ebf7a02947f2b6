import { describe, expect, it } from 'vitest';
import { mentionAt, mentioned, pieces, withMention } from './mention-words.ts';

describe('mentions', () => {
  it('are noticed only at the cursor and only after a word has ended', () => {
    expect(mentionAt('Спросить @вер', 13)).toEqual({ from: 9, words: 'вер' });
    expect(mentionAt('Спросить @вера пол', 18)).toEqual({ from: 9, words: 'вера пол' });
    expect(mentionAt('@', 1)).toEqual({ from: 0, words: '' });
    expect(mentionAt('pochta@example.org', 18)).toBeNull();
    expect(mentionAt('@вера полевая скажи', 19)).toBeNull();
    expect(mentionAt('Спросить @вер потом ', 20)).toBeNull();
  });

  it('are written out in the middle of a text too', () => {
    const done = withMention('Пусть @вер скажет', 10, 6, 'Вера Полевая');
    expect(done.text).toBe('Пусть @Вера Полевая скажет');
    expect(done.text.slice(0, done.cursor)).toBe('Пусть @Вера Полевая ');
  });

  it('count while they are in the text, each person once', () => {
    const vera = { login: 'v', name: 'Вера Полевая' };
    const gleb = { login: 'g', name: 'Глеб Решетов' };
    expect(mentioned('@Вера Полевая, @Вера Полевая', [vera, gleb, vera])).toEqual([vera]);
  });

  it('stand apart from the words around', () => {
    expect(pieces('Пусть @Вера Полевая скажет')).toEqual([
      { text: 'Пусть ', mention: false },
      { text: '@Вера Полевая', mention: true },
      { text: ' скажет', mention: false },
    ]);
  });
});
