import { deflateSync } from 'node:zlib';

/** A patch that must not land, and why. */
export interface Poison {
  /** The file that it is in. */
  readonly name: string;
  readonly text: string;
  /** What has to be said of it. */
  readonly reason: RegExp;
  /** True for one that only a gate finds. */
  readonly needsGate?: true;
}

/** The scope that a series of `writeSyntheticHistory` keeps within; nothing in `docs`. */
export const scope = ['*', 'a/**', 'foo/**', 'generated/**', 'moved/**', 'src/**', 'swap/**', 'ünï/**'];

/** The gate that the patch `breaks a test` does not pass. */
export const gate =
  'if [ -e broken.txt ]; then echo "not ok 1 - nothing is broken"; else echo "ok 1 - nothing is broken"; fi; echo 1..1';

const added = (path: string, content: string, mode = '100644'): string => `diff --git a/${path} b/${path}
new file mode ${mode}
--- /dev/null
+++ b/${path}
@@ -0,0 +1 @@
+${content}
`;

const linked = (path: string, target: string): string =>
  `${added(path, target, '120000')}\\ No newline at end of file\n`;

/** A file of 8 bytes, the way `git diff --binary` writes it. */
function binary(path: string): string {
  const packed = deflateSync(Buffer.from([0, 1, 2, 3, 0, 255, 254, 0]));
  return `diff --git a/${path} b/${path}
new file mode 100644
index ${'0'.repeat(40)}..${'1'.repeat(40)}
GIT binary patch
literal 8
${base85Line(packed)}

literal 0
HcmV?d00001

`;
}

const alphabet = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz!#$%&()*+-;<=>?@^_`{|}~';

/** git's base 85: the length as a letter, then five letters for four bytes. */
function base85Line(bytes: Buffer): string {
  let text = String.fromCharCode('A'.charCodeAt(0) + bytes.length - 1);
  for (let at = 0; at < bytes.length; at += 4) {
    let value = Buffer.concat([bytes.subarray(at, at + 4), Buffer.alloc(3)]).readUInt32BE();
    let letters = '';
    for (let place = 0; place < 5; place += 1) {
      letters = (alphabet[value % 85] ?? '') + letters;
      value = Math.floor(value / 85);
    }
    text += letters;
  }
  return text;
}

/** One of each kind. */
export const poisons: readonly Poison[] = [
  {
    name: 'does-not-apply.patch',
    text: 'diff --git a/src/0/f0.ts b/src/0/f0.ts\n--- a/src/0/f0.ts\n+++ b/src/0/f0.ts\n@@ -1 +1 @@\n-never there\n+never\n',
    reason: /src\/0\/f0\.ts/,
  },
  {
    name: 'leaves-its-scope.patch',
    text: added('docs/note.md', 'out of scope'),
    reason: /docs\/note\.md.*scope/,
  },
  {
    name: 'breaks-a-test.patch',
    text: added('broken.txt', 'broken'),
    reason: /1 of 1 case failed/,
    needsGate: true,
  },
  { name: 'binary.patch', text: binary('logo.png'), reason: /logo\.png.*binary|binary.*logo\.png/ },
  { name: 'above.patch', text: added('../escape.txt', 'out'), reason: /\.\.\/escape\.txt.*"\.\."/ },
  { name: 'absolute.patch', text: added('/tmp/escape.txt', 'out'), reason: /escape\.txt/ },
  { name: 'link-out.patch', text: linked('src/out', '../../etc'), reason: /src\/out/ },
  { name: 'link-absolute.patch', text: linked('src/passwd', '/etc/passwd'), reason: /src\/passwd/ },
  { name: 'hook.patch', text: added('.git/hooks/pre-commit', '#!/bin/sh', '100755'), reason: /\.git/ },
  { name: 'hook-in-capitals.patch', text: added('.GIT/config', '[core]'), reason: /\.GIT/ },
  {
    name: 'submodule.patch',
    text: `diff --git a/library b/library\nnew file mode 160000\nindex ${'0'.repeat(40)}..${'1'.repeat(40)}\n--- /dev/null\n+++ b/library\n@@ -0,0 +1 @@\n+Subproject commit ${'1'.repeat(40)}\n`,
    reason: /library/,
  },
];
