import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { type PatchLimits, parsePatch } from './index.js';

const bytes = (text: string) => new TextEncoder().encode(text);
const change = '--- a/x\n+++ b/x\n@@ -1,2 +1,2 @@\n a\n-b\n+c\n';

const [, ...sections] = readFileSync(new URL('fixtures/bad-patches.txt', import.meta.url), 'utf8').split(
  /^={8} /m,
);
const cases = sections.map((section) => {
  const [, what = '', said = '', text = ''] = /^(.*)\n(.*)\n-{8}\n(.*)$/s.exec(section) ?? [];
  return { what, said, text: text.replaceAll('<CR>', '\r') };
});

const others: [what: string, text: string, line: number, message: RegExp, limits?: PatchLimits][] = [
  ['a last line that is cut off', change.trimEnd(), 6, /cut off: "\+c"/],
  ['a header line of 70 kB', `diff --git a/${'x'.repeat(70_000)}\n`, 1, /longer than 64 KiB/],
  ['a byte order mark', `\ufeffdiff --git a/x b/x\n`, 1, /byte order mark/],
  ['more bytes than allowed', change, 1, /the limit is 10/, { maxBytes: 10 }],
  [
    'more files than allowed',
    change + change.replaceAll('/x', '/y'),
    13,
    /more than 1 files/,
    { maxFiles: 1 },
  ],
  ['a text that begins further down', `${change}rubbish\n`, 107, /"rubbish"/, { firstLine: 101 }],
  ['a long line, which it shows in part', `${change}rubbish ${'é'.repeat(200)}\n`, 7, /"rubbish é{46}…"$/],
];

function failure(text: string, limits?: PatchLimits) {
  try {
    parsePatch(bytes(text), limits);
  } catch (error) {
    return error;
  }
  throw new Error('the text was taken for a patch');
}

describe('parsePatch, given what is not a patch', () => {
  it.each(cases)('refuses $what', ({ said, text }) => {
    const [where, message] = said.split(/: (.*)/);
    expect(failure(text)).toMatchObject({
      code: 'bad_patch',
      where,
      message,
      hint: expect.stringMatching(/\.$/),
    });
  });

  it.each(others)('refuses %s', (_, text, line, message, limits) => {
    const where = `line ${line}`;
    expect(failure(text, limits)).toMatchObject({
      code: 'bad_patch',
      where,
      message: expect.stringMatching(message),
    });
  });

  it('refuses UTF-16, as some shells write it', () => {
    for (const mark of [
      [0xff, 0xfe],
      [0xfe, 0xff],
    ]) {
      expect(() => parsePatch(Uint8Array.of(...mark, 100, 0))).toThrowError(/UTF-16/);
    }
  });
});
