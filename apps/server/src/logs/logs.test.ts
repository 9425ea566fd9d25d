import { appendFile, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { LogPiece } from '@uet/schemas/api';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { followLog } from './follow-log.js';
import { readLog } from './read-log.js';
import { searchLog } from './search-log.js';

let folder: string;
let path: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'uet-logs-'));
  path = join(folder, 'stdout.log');
});
afterEach(() => rm(folder, { recursive: true, force: true }));

describe('readLog', () => {
  it('never cuts a character in two, whatever the limit is', async () => {
    const text = 'aé日🚀\n'.repeat(20);
    await writeFile(path, text);
    for (let limit = 4; limit < 12; limit += 1) {
      let [read, offset] = ['', 0];
      for (;;) {
        const piece = await readLog({ path, ended: true }, { offset, limit });
        expect(piece.text).not.toContain('\ufffd');
        read += piece.text;
        offset = piece.next_offset;
        if (offset >= piece.size) break;
      }
      expect(read).toBe(text);
    }
  });

  it('begins the last piece with a whole character', async () => {
    await writeFile(path, '日本語');
    const piece = await readLog({ path, ended: true }, { offset: -1, limit: 5 });
    expect(piece).toEqual({ text: '語', offset: 6, next_offset: 9, size: 9, ended: true });
  });

  it('leaves half a character for later while more is written', async () => {
    await writeFile(path, Buffer.from('a日').subarray(0, 3));
    const piece = await readLog({ path, ended: false }, { offset: 0, limit: 100 });
    expect(piece).toMatchObject({ text: 'a', next_offset: 1, size: 3 });
  });

  it('is empty where nothing was said, and behind the end', async () => {
    expect(await readLog({ path: null, ended: true }, { offset: 0, limit: 10 })).toMatchObject({
      text: '',
      size: 0,
    });
    await writeFile(path, 'abc');
    expect(await readLog({ path, ended: true }, { offset: 99, limit: 10 })).toMatchObject({
      text: '',
      offset: 3,
    });
  });
});

describe('searchLog', () => {
  it('finds lines by their number and place, letter case aside, up to a limit', async () => {
    await writeFile(path, 'one\nTwo é\r\nthree\ntwo\n');
    const found = await searchLog({ path, ended: true }, { text: 'TWO', limit: 5 });
    expect(found).toEqual({
      matches: [
        { offset: 4, line: 2, text: 'Two é' },
        { offset: 18, line: 4, text: 'two' },
      ],
      more: false,
    });
    const first = await searchLog({ path, ended: true }, { text: 'two', limit: 1 });
    expect([first.matches.length, first.more]).toEqual([1, true]);
  });

  it('reads a log of 100 MB without holding it, even if it is one line', async () => {
    const block = 'x'.repeat(10_000_000);
    for (let at = 0; at < 10; at += 1) await appendFile(path, block);
    await appendFile(path, '\nthe end');
    const before = process.memoryUsage.rss();
    const found = await searchLog({ path, ended: true }, { text: 'the end', limit: 5 });
    expect(found.matches).toEqual([{ offset: 100_000_001, line: 2, text: 'the end' }]);
    expect(process.memoryUsage.rss() - before).toBeLessThan(60_000_000);
  });
});

describe('followLog', () => {
  const collect = async (pieces: AsyncIterable<LogPiece>, onPiece: (text: string) => Promise<void>) => {
    let text = '';
    for await (const piece of pieces) {
      text += piece.text;
      await onPiece(text);
    }
    return text;
  };

  it('tells what is written until the log has ended, and ends with it', async () => {
    let ended = false;
    const find = async () => ({ path, ended });
    await writeFile(path, 'one ');
    const text = await collect(followLog(find, 0, new AbortController().signal), async (soFar) => {
      if (soFar === 'one ') await appendFile(path, 'two ');
      if (soFar === 'one two ') {
        await appendFile(path, 'three');
        ended = true;
      }
    });
    expect(text).toBe('one two three');
  });

  it('begins anew where the file was begun anew', async () => {
    let ended = false;
    await writeFile(path, 'a long first life');
    const text = await collect(
      followLog(async () => ({ path, ended }), 0, new AbortController().signal),
      async (soFar) => {
        if (soFar !== 'a long first life') return;
        await writeFile(path, 'second');
        ended = true;
      },
    );
    expect(text).toBe('a long first lifesecond');
  });

  it('stops when nobody listens any more', async () => {
    const leaving = new AbortController();
    const pieces = followLog(async () => ({ path: null, ended: false }), 0, leaving.signal);
    expect((await pieces.next()).value).toMatchObject({ text: '', ended: false });
    const next = pieces.next();
    leaving.abort();
    await expect(next).rejects.toMatchObject({ name: 'AbortError' });
  });
});
