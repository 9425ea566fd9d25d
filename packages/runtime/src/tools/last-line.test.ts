import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { testFolder } from '../../test/support/process-runs.js';
import { lastLine, oneLine } from './last-line.js';

const folder = await testFolder();

describe('lastLine', () => {
  it('is the last line with anything in it', async () => {
    const path = join(folder, 'log');
    for (const [text, line] of [
      ['', ''],
      ['\n \n', ''],
      ['one\ntwo\n\n\u001b[2K\n', 'two'],
      [`${'long\n'.repeat(50_000)}last`, 'last'],
      ['progress 1\rprogress 2\r', 'progress 2'],
      ['{\n  "message": "no quota",\n  "code": 429\n}\n', '"message": "no quota",'],
      ['f(\n  1\n})\n', '1'],
      ['}', '}'],
    ] as const) {
      await writeFile(path, text);
      expect(await lastLine(path)).toBe(line);
    }
    expect(await lastLine(join(folder, 'none'))).toBe('');
  });
});

describe('oneLine', () => {
  it('has no line breaks, no control characters and no more than 300 characters', () => {
    expect(oneLine(' a\n\tb\u0007 c ')).toBe('a b c');
    expect(oneLine('x'.repeat(400))).toBe(`${'x'.repeat(299)}…`);
  });
});
