import { execFileSync } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { chmod, mkdir, open, rm, truncate, writeFile } from 'node:fs/promises';
import path from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Capture } from './capture.js';
import { git, gitText } from './git.js';
import { type SamplePool, samplePool } from './testing/sample-pool.js';
import { readFiles, type SampleFile, userGit, writeFiles } from './testing/sample-repository.js';
import type { Worktree } from './worktree.js';

let here: SamplePool;
let worktree: Worktree;

beforeEach(async () => {
  here = await samplePool();
});
afterEach(async () => here.remove());

type Files = Readonly<Record<string, SampleFile | null>>;

/** Commits files, leases a worktree, changes it, and captures. */
async function captureOf(base: Files, changes: Files): Promise<Capture> {
  const commit = await here.sample.commit(base);
  worktree = await here.pool.lease(commit);
  await writeFiles(worktree.path, changes);
  return worktree.capture();
}

/** The tree that git makes of the user's repository with this patch on top. */
async function applied(capture: Capture, where: '--cached' | '--index' = '--cached'): Promise<string> {
  const options = { cwd: here.sample.path };
  await git(['apply', where, '--binary', '-'], { ...options, input: capture.diff });
  return gitText(['write-tree'], options);
}

const text = (capture: Capture): string => Buffer.from(capture.diff).toString();

describe('capture', () => {
  it('is empty when nothing was changed, or only touched', async () => {
    const capture = await captureOf({ 'a.txt': 'a\n', 'b/c': 'c\n' }, { 'a.txt': 'a\n' });
    expect(capture).toMatchObject({ isEmpty: true, files: [], insertions: 0, deletions: 0, skipped: [] });
    expect(capture.diff).toHaveLength(0);
    expect(capture.resultTree).toBe(worktree.tree);
    expect(capture.sha256).toBe(createHash('sha256').digest('hex'));
  });

  it('holds changed, new, deleted, renamed, retyped and binary files, modes and links', async () => {
    const long = Array.from({ length: 30 }, (_, line) => `line ${line}\n`).join('');
    const capture = await captureOf(
      {
        'mod.txt': 'one\ntwo\nthree\n',
        'crlf.txt': 'one\r\ntwo\r\n',
        'old name.txt': long,
        'gone/deep/file': 'x\n',
        'binary.bin': Uint8Array.from([0, 1, 2]),
        'script.sh': '#!/bin/sh\n',
        'becomes link': 'text\n',
        'becomes folder': 'text\n',
        link: { link: 'mod.txt' },
      },
      {
        'mod.txt': 'one\n2\nthree\nfour',
        'crlf.txt': 'one\r\n2\r\n',
        'old name.txt': null,
        'new/ünïcode "name"\n.txt': `${long}more\n`,
        gone: null,
        'binary.bin': Uint8Array.from([0, 1, 2, 3]),
        'script.sh': { executable: '#!/bin/sh\n' },
        'becomes link': { link: '../outside' },
        'becomes folder/file': 'text\n',
        link: null,
        '-dash': 'd\n',
        empty: '',
        'new.bin': Uint8Array.from([255, 0, 254]),
      },
    );
    expect(capture.files.map((file) => [file.kind, file.path, file.binary])).toEqual(
      expect.arrayContaining([
        ['modify', 'mod.txt', false],
        ['modify', 'crlf.txt', false],
        ['rename', 'new/ünïcode "name"\n.txt', false],
        ['delete', 'gone/deep/file', false],
        ['modify', 'binary.bin', true],
        ['mode', 'script.sh', false],
        ['delete', 'link', false],
        ['add', '-dash', false],
        ['add', 'empty', false],
        ['add', 'new.bin', true],
      ]),
    );
    expect(capture.files.find((file) => file.path === 'mod.txt')).toMatchObject({
      insertions: 2,
      deletions: 1,
    });
    expect(capture.sha256).toBe(createHash('sha256').update(capture.diff).digest('hex'));
    expect(await applied(capture, '--index')).toBe(capture.resultTree);
    const captured = await readFiles(worktree.path);
    expect(captured).toEqual(await readFiles(here.sample.path));
  });

  it('counts what the tool committed, staged or hid from its own index', async () => {
    const commit = await here.sample.commit({ a: 'a\n', b: 'b\n', c: 'c\n', d: 'd\n' });
    worktree = await here.pool.lease(commit);
    const run = async (...args: string[]): Promise<string> => userGit(worktree.path, ...args);
    await writeFiles(worktree.path, { a: 'committed\n' });
    await run('commit', '--quiet', '-a', '-m', 'x');
    await run('checkout', '--quiet', '-b', 'topic');
    await writeFiles(worktree.path, { b: 'staged\n', c: 'hidden\n', new: 'n\n' });
    await run('add', 'b');
    await run('update-index', '--assume-unchanged', 'c');
    await run('rm', '--quiet', '--cached', 'd');
    await run('config', 'core.sparseCheckout', 'true');
    await run('config', 'core.fileMode', 'false');
    const { files } = await worktree.capture();
    expect(files.map((file) => `${file.kind} ${file.path}`)).toEqual([
      'modify a',
      'modify b',
      'modify c',
      'add new',
    ]);
  });

  it('sees a change of the same size made at once after checkout', async () => {
    const commit = await here.sample.commit({ a: '1\n' });
    for (let round = 2; round < 6; round += 1) {
      worktree = await here.pool.lease(commit);
      // In place, so that neither inode nor size tells.
      const file = await open(path.join(worktree.path, 'a'), 'r+');
      await file.write(`${round}\n`);
      await file.close();
      expect(text(await worktree.capture())).toContain(`+${round}\n`);
      await worktree.release();
    }
  });

  it('leaves out what is ignored, but not tracked files that match', async () => {
    await here.sample.write({ '.gitignore': '*.log\nbuild/\n', 'kept.log': 'a\n' });
    await here.sample.git('add', '--force', 'kept.log');
    await writeFile(path.join(here.sample.path, '.git', 'info', 'exclude'), 'scratch\n');
    const pool = await here.openPool();
    worktree = await pool.lease(await here.sample.commit());
    await writeFiles(worktree.path, {
      'kept.log': 'b\n',
      'x.log': 'x',
      'build/out': 'x',
      scratch: 'x',
      notes: 'x',
    });
    const { files } = await worktree.capture({ exclude: ['notes'] });
    expect(files.map((file) => file.path)).toEqual(['kept.log']);
  });

  it('is the same patch whatever the attributes of the tree say', async () => {
    const attributes = {
      '.gitattributes': '*.lock -diff\n*.min.js binary\n*.md diff=x\n*.txt text eol=crlf\n',
    };
    const plain = await captureOf(
      {},
      { 'a.lock': 'a\n', 'b.min.js': 'b\n', 'c.md': 'c\n', 'd.txt': 'd\r\n' },
    );
    const odd = await captureOf(attributes, {
      'a.lock': 'a\n',
      'b.min.js': 'b\n',
      'c.md': 'c\n',
      'd.txt': 'd\r\n',
    });
    expect(text(odd)).toBe(text(plain));
    expect(odd.files.some((file) => file.binary)).toBe(false);
  });

  it('reports nested repositories and captures neither them nor a submodule for them', async () => {
    const commit = await here.sample.commit({ 'src/a': 'a\n' });
    worktree = await here.pool.lease(commit);
    for (const [folder, commits] of [
      ['with commit', 1],
      ['src/empty [x]', 0],
    ] as const) {
      const nested = path.join(worktree.path, folder);
      await mkdir(nested, { recursive: true });
      await userGit(nested, 'init', '--quiet');
      await writeFile(path.join(nested, 'file'), 'x');
      if (commits > 0) await userGit(nested, 'add', '--all');
      if (commits > 0) await userGit(nested, 'commit', '--quiet', '-m', 'x');
    }
    const alone = await worktree.capture();
    expect(alone.isEmpty).toBe(true);
    await writeFiles(worktree.path, { 'src/new': 'n\n', 'src/.git/HEAD': 'nonsense' });
    const capture = await worktree.capture();
    expect(capture.files.map((file) => file.path)).toEqual(['src/new']);
    expect(capture.skipped).toEqual([
      { path: 'src/empty [x]', reason: 'nested_repository' },
      { path: 'with commit', reason: 'nested_repository' },
    ]);
  });

  it('captures a folder that became a link, ignored or not, as the loss of its files', async () => {
    for (const ignore of ['', 'dir\n']) {
      const capture = await captureOf(
        { '.gitignore': ignore, 'dir/a': 'a\n', 'dir/b': 'b\n' },
        { dir: { link: '..' } },
      );
      const kinds = capture.files.map((file) => `${file.kind} ${file.path}`);
      expect(kinds).toEqual(expect.arrayContaining(['delete dir/a', 'delete dir/b']));
      await here.sample.git('reset', '--quiet', '--hard');
    }
  });

  it('gives up renames where git could not apply them', async () => {
    const { files } = await captureOf({ q: { link: 'nowhere' } }, { 'q/a': { link: 'nowhere' } });
    expect(files.map((file) => `${file.kind} ${file.path}`)).toEqual(['delete q', 'add q/a']);
  });

  it('captures an emptied worktree as deletions', async () => {
    const commit = await here.sample.commit({ a: 'a\n', 'b/c': 'c\n' });
    worktree = await here.pool.lease(commit);
    for (const name of ['a', 'b', '.git']) await rm(path.join(worktree.path, name), { recursive: true });
    const { files } = await worktree.capture();
    expect(files.map((file) => `${file.kind} ${file.path}`)).toEqual(['delete a', 'delete b/c']);
  });

  it('captures names that are no text', async () => {
    const commit = await here.sample.commit({ a: 'a\n' });
    worktree = await here.pool.lease(commit);
    await writeFile(
      Buffer.concat([Buffer.from(`${worktree.path}/`), Buffer.from([0x66, 0xff, 0xfe])]),
      'x\n',
    );
    const capture = await worktree.capture();
    expect(text(capture)).toContain('"b/f\\377\\376"');
    expect(await applied(capture)).toBe(capture.resultTree);
    await worktree.release();
    const again = await here.pool.lease(commit);
    expect((await again.capture()).isEmpty).toBe(true);
  });
});

describe('capture throws capture_failed', () => {
  const failure = async () => expect(worktree.capture()).rejects;

  beforeEach(async () => {
    worktree = await here.pool.lease(await here.sample.commit({ a: 'a\n' }));
  });

  it('for a tracked file that became a named pipe, and passes over an untracked one', async () => {
    execFileSync('mkfifo', [path.join(worktree.path, 'untracked pipe')]);
    expect((await worktree.capture()).isEmpty).toBe(true);
    await rm(path.join(worktree.path, 'a'));
    execFileSync('mkfifo', [path.join(worktree.path, 'a')]);
    await (await failure()).toMatchObject({ code: 'capture_failed', where: 'a' });
    await worktree.release();
    const again = await here.pool.lease(worktree.commit);
    expect(again.path).toBe(worktree.path);
    expect(Object.keys(await readFiles(again.path))).toEqual(['a']);
  });

  it('for a worktree that is gone or replaced', async () => {
    await rm(worktree.path, { recursive: true });
    await (await failure()).toMatchObject({ code: 'capture_failed', where: worktree.path });
    await writeFile(worktree.path, 'not a folder');
    await (await failure()).toMatchObject({ code: 'capture_failed' });
    await worktree.release();
    expect((await (await here.pool.lease(worktree.commit)).capture()).isEmpty).toBe(true);
  });

  it('for more than the limits, before anything is read', async () => {
    const huge = path.join(worktree.path, 'huge');
    await writeFile(huge, '');
    await truncate(huge, 3 * 1024 ** 3);
    await (await failure()).toMatchObject({ code: 'capture_failed', where: 'huge' });
    await truncate(huge, 300_000);
    await expect(worktree.capture({ maxChangedBytes: 1000 })).rejects.toMatchObject({
      code: 'capture_failed',
    });
    await writeFile(huge, randomBytes(3000));
    await expect(worktree.capture({ maxBytes: 1000 })).rejects.toThrow(/more than 1000 bytes/);
  });

  it.skipIf(process.getuid?.() === 0)('for files and folders that may not be read', async () => {
    await writeFiles(worktree.path, { 'closed/file': 'x', secret: 'x' });
    await chmod(path.join(worktree.path, 'secret'), 0o000);
    await (await failure()).toMatchObject({ code: 'capture_failed', where: 'secret' });
    await chmod(path.join(worktree.path, 'secret'), 0o644);
    await chmod(path.join(worktree.path, 'closed'), 0o000);
    await (await failure()).toMatchObject({ code: 'capture_failed', where: 'closed/' });
  });
});

describe('capture of any change', () => {
  const name = fc.constantFrom('a', 'b', 'c', 'ä b', '"q"');
  const filePath = fc.array(name, { minLength: 1, maxLength: 3 }).map((parts) => parts.join('/'));
  const lines = fc
    .array(fc.constantFrom('x', 'y', 'same', 'same\r', '\0'), { maxLength: 12 })
    .chain((all) => fc.constantFrom(all.join('\n'), `${all.join('\n')}\n`, ''));
  const file: fc.Arbitrary<SampleFile> = fc.oneof(
    { weight: 4, arbitrary: lines },
    { weight: 1, arbitrary: fc.record({ executable: lines }) },
    { weight: 1, arbitrary: fc.record({ link: fc.constantFrom('a', '../b', 'nowhere') }) },
  );
  const files = fc.dictionary(filePath, file, { maxKeys: 8, noNullPrototype: true });

  it('leads from the base to exactly the tree that git itself makes of the files', async () => {
    await fc.assert(
      fc.asyncProperty(files, files, async (base, after) => {
        const wanted = await here.sample.commit({ ...removals, ...after });
        const from = await here.sample.commit({ ...removals, ...base });
        worktree = await here.pool.lease(from);
        await writeFiles(worktree.path, { ...removals, ...after });
        const capture = await worktree.capture();
        await worktree.release();
        expect(capture.resultTree).toBe(await here.sample.git('rev-parse', `${wanted}^{tree}`));
        if (!capture.isEmpty) expect(await applied(capture)).toBe(capture.resultTree);
        await here.sample.git('reset', '--quiet', '--hard');
      }),
      { numRuns: 12 },
    );
  });
  const removals = { a: null, b: null, c: null, 'ä b': null, '"q"': null };
});
