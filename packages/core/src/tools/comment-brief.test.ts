import { describe, expect, it } from 'vitest';
import { parsePatch } from '../patches/index.js';
import { aComment } from '../testing/index.js';
import { commentBrief } from './comment-brief.js';

const diff = `diff --git a/old.ts b/new.ts
rename from old.ts
rename to new.ts
--- a/old.ts
+++ b/new.ts
@@ -10,9 +10,9 @@ function sum() {
 ten
 eleven
 twelve
 thirteen
-fourteen
+FOURTEEN
 fifteen
 sixteen
 seventeen
 eighteen
`;
const patch = parsePatch(new TextEncoder().encode(diff));
const about = (change: Parameters<typeof aComment>[0]) =>
  commentBrief([{ comment: aComment({ path: 'new.ts', ...change }), patch }]);

describe('commentBrief', () => {
  it('is null where nothing was said', () => {
    expect(commentBrief([])).toBeNull();
  });

  it('has place, author, words, and the lines around', () => {
    expect(about({ line: 14, body: 'Not so loud.\n\nPlease.\n' })).toBe(`new.ts:14, anna:
> Not so loud.
>
> Please.

\`\`\`diff
 twelve
 thirteen
-fourteen
+FOURTEEN
 fifteen
 sixteen
 seventeen
\`\`\``);
  });

  it('finds a line before the change in the file under its old name', () => {
    const text = about({ path: 'old.ts', side: 'old', line: 10 });
    expect(text).toMatch(/^old\.ts:10 \(before the change\), anna:\n/);
    expect(text).toContain('```diff\n ten\n eleven\n twelve\n thirteen\n```');
  });

  it.each([
    ['the whole change, anna:', { path: null, side: null, line: null }],
    ['new.ts, anna:', { side: null, line: null }],
    ['new.ts:99, anna:', { line: 99 }],
    ['new.ts:9, anna:', { line: 9 }],
    ['other.ts:1, anna:', { path: 'other.ts' }],
  ] as const)('shows no lines for %s', (head, change) => {
    expect(about(change)).toBe(`${head}\n> Say why.`);
  });

  it('shows none of a patch that cannot be read, and puts comments one below the other', () => {
    const comment = aComment({ author: 'service' });
    expect(commentBrief([comment, comment].map((each) => ({ comment: each, patch: null })))).toBe(
      'README.md:1, service:\n> Say why.\n\nREADME.md:1, service:\n> Say why.',
    );
  });
});
