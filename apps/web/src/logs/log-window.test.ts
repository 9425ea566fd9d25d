import { describe, expect, it } from 'vitest';
import {
  append,
  emptyWindow,
  evictEnd,
  evictStart,
  lineAt,
  lineNumbers,
  numberFrom,
  prepend,
} from './log-window';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const piece = (text: string, offset: number) => ({ text, offset, next_offset: offset + bytes(text).length });
const texts = (window: { readonly lines: readonly { readonly text: string }[] }) =>
  window.lines.map(({ text }) => text);

describe('append and prepend', () => {
  const text = 'one\ntwo é\nthree\nfo\u001b[32mur\nfive';

  it('give the same lines wherever the pieces were cut', () => {
    const whole = append(emptyWindow(0, 1), piece(text, 0));
    for (let cut = 1; cut < text.length; cut += 1) {
      const [head, tail] = [text.slice(0, cut), text.slice(cut)];
      const first = append(emptyWindow(0, 1), piece(head, 0));
      expect(append(first, piece(tail, bytes(head).length))).toEqual(whole);
      const second = append(emptyWindow(bytes(head).length, null), piece(tail, bytes(head).length));
      expect(texts(prepend(second, piece(head, 0)))).toEqual(texts(whole));
      expect(lineNumbers(prepend(second, piece(head, 0)))).toEqual([1, 2, 3, 4, 5]);
    }
  });

  it('take nothing that does not fit', () => {
    const window = append(emptyWindow(0, 1), piece('one\n', 0));
    expect(texts(append(window, piece('two\n', 0)))).toEqual(['one']);
    expect(prepend(window, piece('zero\n', 50))).toBe(window);
  });
});

describe('evictStart and evictEnd', () => {
  const window = append(emptyWindow(0, 1), piece('1\n2\n3\n4\n5\n', 0));

  it('keep to the limit of bytes and know the numbers of what stays', () => {
    const kept = evictStart(window, { bytes: 4, lines: 100 });
    expect(texts(kept)).toEqual(['4', '5']);
    expect([kept.start, kept.firstNumber]).toEqual([6, 4]);
  });

  it('keep to the limit of lines', () => {
    expect(texts(evictStart(window, { bytes: 100, lines: 3 }))).toEqual(['3', '4', '5']);
    const kept = evictEnd(window, { bytes: 100, lines: 3 });
    expect([texts(kept), kept.end]).toEqual([['1', '2', '3'], 6]);
  });

  it('let what was evicted be loaded again', () => {
    const kept = evictEnd(window, { bytes: 4, lines: 100 });
    expect(texts(append(kept, piece('1\n2\n3\n4\n5\n'.slice(kept.end), kept.end)))).toEqual(texts(window));
  });
});

describe('lineAt and numberFrom', () => {
  it('find the line around an offset and number the others from it', () => {
    const window = append(emptyWindow(100, null), piece('aaa\nbbb\nccc\n', 100));
    expect([lineAt(window, 105), lineAt(window, 99), lineAt(window, 108)]).toEqual([1, -1, 2]);
    expect(lineNumbers(window)).toEqual([null, null, null]);
    expect(lineNumbers(numberFrom(window, 105, 42))).toEqual([41, 42, 43]);
  });
});
