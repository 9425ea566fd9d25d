import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { git } from '../support/git.js';
import type { BadCase, Place } from './bad-case.js';

const land = (...patches: readonly string[]): readonly string[] => [
  'land',
  ...patches,
  '--repo',
  'repo',
  '--target',
  'next',
];

const good = `diff --git a/src/list.txt b/src/list.txt
--- a/src/list.txt
+++ b/src/list.txt
@@ -1,3 +1,3 @@
 one
-two
+2
 three
`;

const mail = (headers: string, diff = good): string => `From 0000 Mon Sep 17 00:00:00 2001
${headers}
---
 src/list.txt | 2 +-

${diff}-- 
2.39.5
`;
const signed = `From: Ada <ada@example.org>
Date: Tue, 14 Nov 2023 23:13:20 +0100
Subject: [PATCH] Count`;

interface Wrong {
  readonly name: string;
  readonly text: string | Uint8Array;
  readonly says: RegExp;
  readonly where?: RegExp;
}

const wrong: readonly Wrong[] = [
  { name: 'text that has no diff', text: '# Read me\n\nThis is no patch.\n', says: /no diff/ },
  { name: 'a web page', text: '<!doctype html><title>Not found</title>\n', says: /no diff/ },
  { name: 'bytes', text: Buffer.from([0, 1, 2, 255, 254, 0, 10]), says: /no diff/ },
  {
    name: 'a hunk that ends too early',
    text: good.replace(' three\n', ''),
    says: /hunk/,
    where: /p\.patch:\d/,
  },
  { name: 'a hunk with a line too many', text: `${good} four\n`, says: /hunk|line/, where: /p\.patch:9/ },
  { name: 'a hunk without its file', text: good.replace(/^(?:.*\n){3}/, ''), says: /header|no diff/ },
  {
    name: 'a header of a hunk that is none',
    text: good.replace('@@ -1,3', '@@ -x,3'),
    says: /@@|hunk/,
    where: /p\.patch:4/,
  },
  { name: 'a patch in UTF-16', text: Buffer.from(`﻿${good}`, 'utf16le'), says: /UTF-16/ },
  { name: 'a byte order mark', text: `﻿${good}`, says: /byte order mark/ },
  {
    name: 'the diff of a merge',
    text: 'diff --cc a\nindex 1,2..3\n--- a/a\n+++ b/a\n@@@ -1,1 -1,1 +1,1 @@@\n',
    says: /merge/,
  },
  {
    name: 'a binary file without its content',
    text: 'diff --git a/x b/x\nindex 1111111..2222222 100644\nBinary files a/x and b/x differ\n',
    says: /binary/,
  },
  { name: 'the same file twice', text: good + good, says: /src\/list\.txt/ },
  {
    name: 'a mail in several parts',
    text: mail(`${signed}\nContent-Type: multipart/mixed; boundary=x\n`),
    says: /several parts/,
  },
  { name: 'a mail without an author', text: mail('Subject: [PATCH] Count\n'), says: /From/ },
  {
    name: 'a mail with a date that is none',
    text: mail(`${signed.replace(/Date: .*/, 'Date: yesterday')}\n`),
    says: /yesterday|date/i,
  },
  {
    name: 'a mail in an unknown alphabet',
    text: mail(`${signed}\nContent-Type: text/plain; charset=klingon\n\nbody`),
    says: /klingon|character set/,
  },
];

const commitTwice = async ({ repo }: Place): Promise<void> => {
  for (const message of ['Two', 'Three'])
    await git(repo, 'commit', '--quiet', '--allow-empty', '-m', message);
};

/** Patches, mailboxes and ranges that cannot even be read. */
export const badPatches: readonly BadCase[] = [
  ...wrong.map(({ name, text, says, where = /p\.patch/ }): BadCase => {
    return { name, argv: land('p.patch'), files: { 'p.patch': text }, code: 'bad_patch', says, where };
  }),
  {
    name: 'one bad patch among good ones',
    argv: land('good.patch', 'p.patch'),
    files: { 'good.patch': good, 'p.patch': good.replace(' three\n', '') },
    code: 'bad_patch',
    says: /hunk/,
    where: /p\.patch:\d/,
  },
  {
    name: 'an empty file',
    argv: land('p.patch'),
    files: { 'p.patch': '' },
    code: 'bad_argument',
    says: /no patch to land/,
    where: /p\.patch/,
  },
  {
    name: 'a cover letter alone',
    argv: land('p.patch'),
    files: { 'p.patch': mail(`${signed}\n`, '') },
    code: 'bad_argument',
    says: /no patch to land/,
    where: /p\.patch/,
  },
  {
    name: 'a file that is not there',
    argv: land('no.patch'),
    code: 'bad_argument',
    says: /no file/,
    where: /no\.patch/,
  },
  {
    name: 'a path that is not there',
    argv: land('../no/where'),
    code: 'bad_argument',
    says: /no file/,
    where: /where/,
  },
  { name: 'a folder', argv: land('repo'), code: 'bad_argument', says: /folder/, where: /repo/ },
  {
    name: 'neither file nor range',
    argv: land('main'),
    code: 'bad_argument',
    says: /neither a file nor a range/,
    where: /main/,
  },
  {
    name: 'a range of commits that are not there',
    argv: land('main..topic'),
    code: 'bad_argument',
    says: /topic/,
    where: /main\.\.topic/,
  },
  {
    name: 'a range with three dots',
    argv: land('main~1...main'),
    prepare: commitTwice,
    code: 'bad_argument',
    says: /not a range/,
    where: /main~1\.\.\.main/,
  },
  {
    name: 'an empty range',
    argv: land('main..main'),
    code: 'bad_argument',
    says: /no patch to land/,
    where: /main\.\.main/,
  },
  {
    name: 'a range of a tree',
    argv: land('main^{tree}..main'),
    code: 'bad_argument',
    says: /not a commit/,
    where: /main/,
  },
  {
    name: 'a range that a shallow clone does not have',
    argv: land('main~1..main', '--max-files', '3').map((word) => (word === 'repo' ? 'clone' : word)),
    prepare: async (place) => {
      await commitTwice(place);
      await git(place.folder, 'clone', '--quiet', '--depth=1', `file://${place.repo}`, 'clone');
      await rm(join(place.folder, 'clone', '.git', 'hooks'), { recursive: true, force: true });
    },
    code: 'bad_argument',
    says: /main~1/,
    where: /main~1\.\.main/,
  },
];

const withGood = (
  name: string,
  more: readonly string[],
  rest: Pick<BadCase, 'code' | 'says' | 'where'> & Partial<BadCase>,
): BadCase => ({
  name,
  argv: [...land('p.patch'), ...more],
  ...rest,
  files: { 'p.patch': good, ...rest.files },
});

/** Policies, limits, gates and reports of `uet land`. */
export const badLandings: readonly BadCase[] = [
  withGood('a policy that is not there', ['--policy', 'no.yaml'], {
    code: 'bad_policy',
    says: /no such file/,
    where: /no\.yaml/,
  }),
  withGood('a policy with a key that none has', ['--policy', 'policy.yaml'], {
    files: { 'policy.yaml': 'max_lines: 3\n' },
    code: 'bad_policy',
    says: /max_lines/,
    where: /policy\.yaml:1:1/,
  }),
  withGood('a policy with a limit that is none', ['--policy', 'policy.json'], {
    files: { 'policy.json': '{ "max_files": -1 }' },
    code: 'bad_policy',
    says: /max_files|-1/,
    where: /policy\.json:1/,
  }),
  withGood('a policy that lists what is not meant', ['--policy', 'policy.yaml'], {
    files: { 'policy.yaml': 'scope: ["!src/**"]\n' },
    code: 'bad_policy',
    says: /!/,
    where: /policy\.yaml:1/,
  }),
  withGood('no lines at all', ['--max-lines', '0'], {
    code: 'bad_argument',
    says: /0 is not a whole number/,
    where: /--max-lines/,
  }),
  withGood('a number of files that is none', ['--max-files', 'few'], {
    code: 'bad_argument',
    says: /few/,
    where: /--max-files/,
  }),
  withGood('a report before its gate', ['--report', 'tap:x', '--gate', 'ls'], {
    code: 'bad_argument',
    says: /--gate/,
    where: /uet land/,
  }),
  withGood('two reports of one gate', ['--gate', 'ls', '--report', 'tap:x', '--report', 'tap:y'], {
    code: 'bad_argument',
    says: /already/,
    where: /uet land/,
  }),
  withGood('a format that nobody writes', ['--gate', 'ls', '--report', 'xunit:x'], {
    code: 'bad_argument',
    says: /xunit/,
    where: /--report/,
  }),
  withGood('a report out of the repository', ['--gate', 'ls', '--report', 'tap:../x'], {
    code: 'bad_argument',
    says: /\.\./,
    where: /--report/,
  }),
  withGood('an absolute report', ['--gate', 'ls', '--report', 'junit:/tmp/x'], {
    code: 'bad_argument',
    says: /\/tmp\/x/,
    where: /--report/,
  }),
  withGood('an exit code with a path', ['--gate', 'ls', '--report', 'exit_code:x'], {
    code: 'bad_argument',
    says: /exit code/,
    where: /--report/,
  }),
  withGood('a gate without a command', ['--gate', ''], {
    code: 'bad_argument',
    says: /empty/,
    where: /--gate/,
  }),
];
