import type { LogPiece } from '@uet/schemas/api';
import { describe, expect, it } from 'vitest';
import { createLogReader, type LogSource } from './log-reader';
import { lineAt, lineNumbers } from './log-window';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const texts = (window: { readonly lines: readonly { readonly text: string }[] }) =>
  window.lines.map(({ text }) => text);

/** A log in memory that answers like the server: never cutting a character. */
function aSource(text: string, ended = true): LogSource & { grow: (more: string) => void; reads: number } {
  let all = bytes(text);
  let listener: ((piece: LogPiece) => void) | null = null;
  const read = (offset: number, limit: number): LogPiece => {
    let from = offset === -1 ? Math.max(0, all.length - limit) : offset;
    let to = Math.min(all.length, from + limit);
    const inside = (at: number): boolean => at < all.length && ((all[at] ?? 0) & 0xc0) === 0x80;
    while (inside(from)) from += 1;
    while (inside(to)) to -= 1;
    return {
      text: new TextDecoder().decode(all.slice(from, to)),
      offset: from,
      next_offset: to,
      size: all.length,
      ended,
    };
  };
  const source = {
    reads: 0,
    read: async (offset: number, limit: number) => {
      source.reads += 1;
      return read(offset, limit);
    },
    follow: (offset: number, onPiece: (piece: LogPiece) => void) => {
      let at = offset;
      listener = () => {
        const next = read(at, 1_000_000);
        at = next.next_offset;
        onPiece(next);
      };
      return () => {
        listener = null;
      };
    },
    grow: (more: string) => {
      all = bytes(new TextDecoder().decode(all) + more);
      listener?.(read(0, 0));
    },
  };
  return source;
}

describe('createLogReader', () => {
  const line = (number: number): string => `line ${number} é😀\n`;
  const long = Array.from({ length: 100_000 }, (_, index) => line(index + 1)).join('');
  const limit = { bytes: 600_000, lines: 100_000 };

  it('reads a long log from end to end and back with little of it in memory', async () => {
    const reader = createLogReader(aSource(long), limit);
    await reader.jumpTo(0);
    for (let before = -1; before !== reader.view().window.end; ) {
      before = reader.view().window.end;
      await reader.loadLater();
      expect(reader.view().window.end - reader.view().window.start).toBeLessThanOrEqual(limit.bytes);
    }
    expect(reader.view().window.lines.at(-1)?.text).toBe('line 100000 é😀');
    expect(lineNumbers(reader.view().window).at(-1)).toBe(100_000);
    while (reader.view().window.start > 0) await reader.loadEarlier();
    expect(reader.view().window.lines[0]?.text).toBe('line 1 é😀');
    expect(lineNumbers(reader.view().window)[0]).toBe(1);
  });

  it('jumps to the end and reads back from there, every line whole', async () => {
    const reader = createLogReader(aSource(long), limit);
    await reader.jumpToEnd();
    await reader.loadEarlier();
    const { lines } = reader.view().window;
    expect(lines.every(({ text }) => /^line \d+ é😀$/.test(text))).toBe(true);
    expect(lines.at(-1)?.text).toBe('line 100000 é😀');
  });

  it('jumps to a match in the middle and numbers the lines from it', async () => {
    const reader = createLogReader(aSource(long), limit);
    const offset = bytes(long.slice(0, long.indexOf('line 50000 '))).length;
    await reader.jumpTo(offset, 50_000);
    const { window } = reader.view();
    const index = lineAt(window, offset);
    expect([window.lines[index]?.text, lineNumbers(window)[index]]).toEqual(['line 50000 é😀', 50_000]);
  });

  it('follows what is written, until it is paused, and then goes on without a gap', async () => {
    const source = aSource('one\ntw', false);
    const reader = createLogReader(source, limit);
    await reader.jumpToEnd();
    source.grow('o\nthree\n');
    expect(texts(reader.view().window)).toEqual(['one', 'two', 'three']);
    reader.pause();
    source.grow('four\n');
    expect(texts(reader.view().window)).toEqual(['one', 'two', 'three']);
    reader.follow();
    source.grow('five\n');
    expect(texts(reader.view().window)).toEqual(['one', 'two', 'three', 'four', 'five']);
  });

  it('says what went wrong and can be asked again', async () => {
    const source = aSource('one\n');
    let broken = true;
    const reader = createLogReader({
      ...source,
      read: (offset, most) => (broken ? Promise.reject(new Error('gone')) : source.read(offset, most)),
    });
    await reader.jumpTo(0);
    expect(reader.view().error).toEqual(new Error('gone'));
    broken = false;
    await reader.jumpToEnd();
    expect([texts(reader.view().window), reader.view().error]).toEqual([['one'], null]);
  });
});
