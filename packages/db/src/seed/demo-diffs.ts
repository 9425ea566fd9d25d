import { createHash } from 'node:crypto';
import { canonicalDiff, parsePatch } from '@uet/core';
import type { FileChange } from '@uet/schemas';
import type { SeedRandom } from './seed-random.js';
import { type Snippet, snippets } from './snippets.js';

/** A patch of the demo. */
export interface DemoDiff {
  /** In base 64. */
  readonly diff: string;
  readonly sha256: string;
  readonly digest: string;
  readonly files: FileChange[];
  readonly insertions: number;
  readonly deletions: number;
}

const sha256 = (content: string | Uint8Array): string => createHash('sha256').update(content).digest('hex');
const made = new Map<string, DemoDiff>();

/** A file's part of a diff, from what stands before and after. */
export function snippetDiff(
  { path, at, before, removed, added, after }: Snippet,
  ids: readonly [string, string],
): string {
  const kept = before.length + after.length;
  const lines = [
    ...before.map((line) => ` ${line}`),
    ...removed.map((line) => `-${line}`),
    ...added.map((line) => `+${line}`),
    ...after.map((line) => ` ${line}`),
  ];
  const isNew = kept + removed.length === 0;
  const head = isNew
    ? [`new file mode 100644`, `index ${'0'.repeat(40)}..${ids[1]}`, '--- /dev/null', `+++ b/${path}`]
    : [`index ${ids[0]}..${ids[1]} 100644`, `--- a/${path}`, `+++ b/${path}`];
  const ranges = isNew
    ? `-0,0 +1,${added.length}`
    : `-${at},${kept + removed.length} +${at},${kept + added.length}`;
  return `${[`diff --git a/${path} b/${path}`, ...head, `@@ ${ranges} @@`, ...lines].join('\n')}\n`;
}

function demoDiff(text: string): DemoDiff {
  const known = made.get(text);
  if (known !== undefined) return known;
  const bytes = new TextEncoder().encode(text);
  const parsed = parsePatch(bytes);
  const diff: DemoDiff = {
    diff: Buffer.from(bytes).toString('base64'),
    sha256: sha256(bytes),
    digest: sha256(canonicalDiff(parsed)),
    files: parsed.files.map(({ path, kind, insertions, deletions, isBinary }) => {
      return { path, kind, insertions, deletions, binary: isBinary };
    }),
    insertions: parsed.insertions,
    deletions: parsed.deletions,
  };
  made.set(text, diff);
  return diff;
}

/** How many different patches there are of one language: the same text is made only once. */
const variants = 40;

/** A small patch in a language, of one to three files. */
export function languageDiff(random: SeedRandom, language: string): DemoDiff {
  const own = snippets[language] ?? [];
  const all = [...own, ...(snippets.any ?? [])];
  const variant = random.between(0, variants - 1);
  const count = 1 + (variant % 3);
  const chosen = Array.from({ length: count }, (_, index) => all[(variant + index) % all.length]);
  const texts = chosen.flatMap((snippet, index) =>
    snippet === undefined ? [] : [snippetDiff(snippet, idsOf(`${language}${variant}${index}`))],
  );
  return demoDiff(texts.join(''));
}

const idsOf = (text: string): [string, string] => [
  sha256(text).slice(0, 40),
  sha256(`${text}+`).slice(0, 40),
];

/** A binary file that changes. */
const binaryText = `diff --git a/assets/logo.png b/assets/logo.png
index e5d1ed11eeb0573cca215136a5f86c9ed0dabc87..cd60896e7277654846ae48c510a3e06c1422e576 100644
GIT binary patch
literal 33
jcmeAS@N?(olHy\`uVBq!ia0vp^Od!m\`1|*BN@u~m-P&@=l

literal 33
jcmeAS@N?(olHy\`uVBq!ia0vp^j3CUx1|;Q0k8}b6PRImr

`;

const movedText = `diff --git a/src/util/dates.ts b/src/dates/format.ts
similarity index 92%
rename from src/util/dates.ts
rename to src/dates/format.ts
index 3f1a9c2d5e6b7a8091a2b3c4d5e6f70811223344..5d6e7f8091a2b3c4d5e6f708112233443f1a9c2d 100644
--- a/src/util/dates.ts
+++ b/src/dates/format.ts
@@ -1,4 +1,4 @@
-import { pad } from './strings';
+import { pad } from '../util/strings';
 
 export const isoDay = (date: Date): string =>
   [date.getUTCFullYear(), pad(date.getUTCMonth() + 1), pad(date.getUTCDate())].join('-');
diff --git a/src/util/legacy-dates.ts b/src/util/legacy-dates.ts
deleted file mode 100644
index 8091a2b3c4d5e6f708112233443f1a9c2d5d6e7f..${'0'.repeat(40)}
--- a/src/util/legacy-dates.ts
+++ /dev/null
@@ -1,3 +0,0 @@
-export function formatDate(date) {
-  return date.toString().slice(0, 10);
-}
diff --git a/bin/release.sh b/bin/release.sh
old mode 100644
new mode 100755
`;

const lockLines = 3_000;

function longText(): string {
  const added = Array.from(
    { length: lockLines },
    (_, line) => `  "package-${line}": { "version": "${line % 9}.${line % 13}.0" },`,
  );
  const long = { path: 'package-lock.json', at: 1, before: ['{'], removed: [], added, after: ['}'] };
  return snippetDiff(long, idsOf('lock'));
}

let special: readonly DemoDiff[] | undefined;

/** The patches that a diff view has to stand: a binary file, moves and modes, a very long file. */
export function specialDiffs(): readonly DemoDiff[] {
  special ??= [binaryText, movedText, longText()].map(demoDiff);
  return special;
}
