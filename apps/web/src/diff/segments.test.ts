import { describe, expect, it } from 'vitest';
import { segmentsOf } from './segments';

describe('segmentsOf', () => {
  it('cuts where tokens and marks begin and end', () => {
    expect(
      segmentsOf(
        'let a = 12;',
        [
          { start: 0, end: 3, name: 'keyword' },
          { start: 8, end: 10, name: 'number' },
        ],
        [{ start: 4, end: 9 }],
      ),
    ).toEqual([
      { text: 'let', name: 'keyword', marked: false },
      { text: ' ', name: null, marked: false },
      { text: 'a = ', name: null, marked: true },
      { text: '1', name: 'number', marked: true },
      { text: '2', name: 'number', marked: false },
      { text: ';', name: null, marked: false },
    ]);
  });

  it('gives an empty line no segment, and a plain one a single one', () => {
    expect(segmentsOf('', [], [])).toEqual([]);
    expect(segmentsOf('plain', [], [])).toEqual([{ text: 'plain', name: null, marked: false }]);
  });
});
