import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { markText } from './mark-text.ts';

const marks = (text: string, places: string[] = []) =>
  markText(text, places)
    .filter((part) => part.mark)
    .map((part) => `${part.mark}: ${part.text.trim()}`);

describe('marks in a text', () => {
  it('finds streets, people and dates', () => {
    expect(marks('На ул. Героев Революции, д. 12 с 14 ноября нет света.')).toEqual([
      'place: ул. Героев Революции, д. 12',
      'date: с 14 ноября',
    ]);
    expect(marks('Звонили Иванову Петру Сергеевичу, рядом дети')).toEqual([
      'people: Иванову Петру Сергеевичу',
      'people: дети',
    ]);
    expect(marks('Ответил Ковалёв А. П., подъезд 3')).toEqual(['people: Ковалёв А. П.', 'place: подъезд 3']);
  });

  it('finds the municipality in any case of its name', () => {
    expect(marks('живу в Новосибирске', ['Новосибирск'])).toEqual(['place: Новосибирске']);
  });

  it('leaves ordinary words alone', () => {
    expect(marks('Спасибо, что починили свет во дворе')).toEqual([]);
  });

  it('never changes the text', () => {
    const piece = fc.constantFrom(
      'ул. Ленина, 5',
      ' 14 ноября',
      'дети',
      ' Новосибирск',
      '\n',
      ' и ',
      '<b>',
      '12.11.2026',
    );
    fc.assert(
      fc.property(fc.array(fc.oneof(piece, fc.string({ maxLength: 6 })), { maxLength: 12 }), (pieces) => {
        const text = pieces.join('');
        expect(
          markText(text, ['Новосибирск (г.)'])
            .map((part) => part.text)
            .join(''),
        ).toBe(text);
      }),
    );
  });
});
