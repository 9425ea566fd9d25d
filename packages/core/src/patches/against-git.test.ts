import { execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { applyFilePatch, encodePath, parseMailbox, parsePatch, unsafePaths } from './index.js';

const env = {
  PATH: process.env.PATH,
  GIT_CONFIG_GLOBAL: '/dev/null',
  GIT_CONFIG_NOSYSTEM: '1',
  GIT_AUTHOR_NAME: 'A',
  GIT_AUTHOR_EMAIL: 'a@example.org',
  GIT_COMMITTER_NAME: 'C',
  GIT_COMMITTER_EMAIL: 'c@example.org',
};
let folder = '';

function git(...args: string[]): Uint8Array {
  return execFileSync('git', args, {
    cwd: folder,
    env,
    maxBuffer: 1 << 28,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

function write(path: string, content: Uint8Array | string): void {
  const full = Buffer.concat([Buffer.from(`${folder}/`), encodePath(path)]);
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(full, content);
}

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'uet-patches-'));
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

beforeEach(() => {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder);
  git('init', '--quiet', '--initial-branch=main');
  git('config', 'core.quotePath', 'true');
});

const lineEnd = fc.constantFrom('\n', '\n', '\n', '\r\n');
const line = fc
  .tuple(
    fc.constantFrom('', 'a', 'b', '}', '  x', '-- ', '\xff\xfe', '+', '\\ No newline', '\xc3\xa9'),
    lineEnd,
  )
  .map((parts) => parts.join(''));
const text = fc
  .tuple(fc.array(line, { maxLength: 40 }), fc.constantFrom('', '', 'end', '\r'))
  .map(([lines, end]) => Buffer.from(lines.join('') + end, 'latin1'));

/** Long enough to move hunks about in, with enough equal lines to make their places doubtful. */
const longText = fc
  .array(fc.constantFrom('', 'a', '}', 'end', 'b', 'c'), { minLength: 15, maxLength: 60 })
  .map((lines) => Buffer.from(lines.join('\n')));

interface Edit {
  readonly at: number;
  readonly remove: number;
  readonly insert: readonly string[];
}

const oneEdit = fc.record({ at: fc.nat(60), remove: fc.nat(3), insert: fc.array(line, { maxLength: 3 }) });
const edits = fc.array(oneEdit, { minLength: 1, maxLength: 4 });
const fewEdits = fc.array(oneEdit, { minLength: 1, maxLength: 2 });

function edit(content: Buffer, changes: readonly Edit[]): Buffer {
  const lines = content.toString('latin1').split(/(?<=\n)/);
  for (const { at, remove, insert } of changes) lines.splice(at % (lines.length + 1), remove, ...insert);
  return Buffer.from(lines.join(''), 'latin1');
}

describe('parsePatch', () => {
  it('reads what git writes of additions, deletions, moves, modes, symlinks, binaries and odd names', () => {
    const odd = [
      'tab\there',
      'quo"te',
      'back\\slash',
      'spa ce',
      'ünïcode',
      'latin-\udce9',
      'x b',
      '-dash',
      "it's",
    ];
    for (const name of odd) write(`before/${name}`, `${name}\n1\n2\n3\n`);
    write('gone', 'x\n');
    write('empty', '');
    write('image', Uint8Array.of(0, 1, 2));
    write('becomes-link', 'target\n');
    git('add', '--all');
    git('commit', '--quiet', '--message=one');
    rmSync(join(folder, 'before'), { recursive: true });
    for (const name of odd) write(`after/${name}`, `${name}\n1\n2\nthree\n`);
    rmSync(join(folder, 'gone'));
    chmodSync(join(folder, 'empty'), 0o755);
    write('image', Uint8Array.of(0, 1, 3));
    write('new', 'no newline');
    rmSync(join(folder, 'becomes-link'));
    symlinkSync('image', join(folder, 'becomes-link'));
    git('add', '--all');
    const { files } = parsePatch(git('diff', '--cached', '--binary', '--full-index', '-M'));
    const changes = files.map(({ kind, oldPath, newPath }) => [kind, oldPath, newPath]);
    expect(changes).toEqual(
      expect.arrayContaining([
        ...odd.map((name) => ['rename', `before/${name}`, `after/${name}`]),
        ['delete', 'gone', undefined],
        ['mode', 'empty', 'empty'],
        ['modify', 'image', 'image'],
        ['add', undefined, 'new'],
        ['delete', 'becomes-link', undefined],
        ['add', undefined, 'becomes-link'],
      ]),
    );
    expect(changes).toHaveLength(odd.length + 6);
    expect(unsafePaths({ bytes: new Uint8Array(), files, insertions: 0, deletions: 0 })).toEqual([]);
  });
});

describe('parseMailbox', () => {
  const messages = [
    'Short',
    `A subject ${'that is long enough to be folded '.repeat(4)}end`,
    'Two  spaces, where it is folded: aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa  bbbb',
    '[tests] Brackets\n\nstay, with\n---\na rule, and\n--\nwhat looks like a signature',
    'Ümläute 😀\n\nZeile\n\n>From here\n  indented',
  ];

  it('keeps author, date, message and diff of what git format-patch wrote', () => {
    write('file', '1\n');
    git('add', '--all');
    git('commit', '--quiet', '--message=base');
    const authors = [
      'Plain <plain@example.org>',
      'Jörg "Q" Müller <j@example.org>',
      'A. B. (C) <a.b@example.org>',
    ];
    messages.forEach((message, i) => {
      write('file', `1\r\n- \n${i}`);
      const author = `--author=${authors[i % authors.length]}`;
      git(
        'commit',
        '--quiet',
        '--all',
        `--message=${message}`,
        author,
        `--date=@${1_700_000_000 + i} +0${i}30`,
      );
    });
    const mails = parseMailbox(
      git('format-patch', '--stdout', '--root', `-${messages.length}`, '--full-index', '--binary'),
    );
    expect(mails.map(({ message }) => message)).toEqual(messages.map((message) => `${message}\n`));
    mails.forEach((mail, i) => {
      const revision = `HEAD~${messages.length - 1 - i}`;
      const [name, email, date] = Buffer.from(
        git('log', '-1', '--format=%an%n%ae%n%ad', '--date=raw', revision),
      )
        .toString()
        .split('\n');
      expect(mail).toMatchObject({ author: { name, email }, date });
      const diff = git('diff-tree', '-p', '--full-index', '--binary', '--no-commit-id', revision);
      expect(Buffer.from(mail.diff)).toEqual(Buffer.from(diff));
    });
  });

  it('reads author and message as git mailinfo does', () => {
    const mail = [
      'From: =?ISO-8859-1?Q?J=F6rg_M=FCller?= <joerg@example.org>',
      'Date: Thu, 7 Apr 2005 15:13:13 -0700',
      'Subject: Re: [RFC PATCH v2 3/7] =?UTF-8?B?w5xiZXI=?=',
      '\t=?UTF-8?Q?=20alles?= [sic]',
      'Content-Type: text/plain; charset="iso-8859-1"',
      'Content-Transfer-Encoding: quoted-printable',
      '',
      'From: Someone Else <else@example.org>',
      '',
      'Gr=FC=DFe, one long =',
      'line',
      '---',
      'not kept',
      '',
      'diff --git a/x b/x',
      'old mode 100644',
      'new mode 100755',
      '',
    ].join('\n');
    const parsed = parseMailbox(Buffer.from(mail, 'latin1'));
    const mailinfo = spawnSync('git', ['mailinfo', '-b', 'msg', 'patch'], { cwd: folder, env, input: mail });
    const [author, email, subject] = mailinfo.stdout
      .toString()
      .split('\n')
      .map((text) => text.replace(/^\w+: /, ''));
    expect(parsed).toMatchObject([
      {
        author: { name: author, email },
        message: `${subject}\n\n${readFileSync(join(folder, 'msg'), 'utf8')}`,
      },
    ]);
    expect(parsed[0]?.message).toBe('Über alles [sic]\n\nGrüße, one long line\n');
  });
});

describe('applyFilePatch', () => {
  it('gives what git diff was made from, for any bytes', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(text, edits, fc.boolean()), { minLength: 8, maxLength: 8 }), (files) => {
        files.forEach(([before], i) => {
          write(`f${i}`, before);
        });
        git('add', '--all');
        files.forEach(([before, changes, executable], i) => {
          write(`f${i}`, edit(before, changes));
          chmodSync(join(folder, `f${i}`), executable ? 0o755 : 0o644);
        });
        const parsed = parsePatch(git('diff', '--text', '--full-index'));
        for (const file of parsed.files) {
          const before = files[Number(file.newPath?.slice(1))]?.[0];
          const applied = applyFilePatch(before, file);
          expect(applied).toMatchObject({ ok: true });
          const after = applied.ok ? applied.after : undefined;
          expect(Buffer.from(after ?? [])).toEqual(readFileSync(join(folder, file.newPath ?? '')));
        }
      }),
      { numRuns: 25 },
    );
  });

  it('does on a changed file what git apply does, or refuses', () => {
    const seen = { applied: 0, refused: 0, ambiguous: 0 };
    fc.assert(
      fc.property(fc.array(fc.tuple(longText, edits, fewEdits), { minLength: 6, maxLength: 6 }), (files) => {
        files.forEach(([base], i) => {
          write(`f${i}`, base);
        });
        git('add', '--all');
        files.forEach(([base, changes], i) => {
          write(`f${i}`, edit(base, changes));
        });
        for (const file of parsePatch(git('diff', '--text', '-U1')).files) {
          // Here git apply itself is wrong (see isRiskyForGit), so there is nothing to compare with.
          if (/\n [^\n]*\n\\ No newline/.test(Buffer.from(file.bytes).toString('latin1'))) continue;
          const [base, , others] = files[Number(file.newPath?.slice(1))] ?? [];
          const before = edit(base ?? Buffer.alloc(0), others ?? []);
          const path = file.newPath ?? '';
          write(path, before);
          const result = spawnSync('git', ['apply'], { cwd: folder, env, input: file.bytes });
          const applied = applyFilePatch(before, file);
          if (applied.ok) {
            seen.applied += 1;
            expect(result.status).toBe(0);
            expect(Buffer.from(applied.after ?? [])).toEqual(readFileSync(join(folder, path)));
          } else if (result.status === 0 && applied.askGit) {
            seen.ambiguous += 1;
            expect(applied.reason).toMatch(/ambiguous|above the hunk/);
          } else {
            seen.refused += 1;
          }
        }
      }),
      { numRuns: 40 },
    );
    expect(Math.min(seen.applied, seen.refused)).toBeGreaterThan(10);
  });
});
