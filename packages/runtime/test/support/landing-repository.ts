import { chmod, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { onTestFinished } from 'vitest';
import { type GitOptions, gitText } from '../../src/git/git.js';
import { inspectRepository } from '../../src/git/inspect-repository.js';
import { type LandingPlace, openLandingPlace } from '../../src/git/landing/index.js';

const who = {
  GIT_AUTHOR_NAME: 'Ada',
  GIT_AUTHOR_EMAIL: 'ada@example.org',
  GIT_AUTHOR_DATE: '1700000000 +0100',
  GIT_COMMITTER_NAME: 'Bob',
  GIT_COMMITTER_EMAIL: 'bob@example.org',
  GIT_COMMITTER_DATE: '1700000000 +0100',
};

/** Who and when, for candidates. */
export const people = {
  author: { name: 'Ada', email: 'ada@example.org', date: '1700000000 +0100' },
  committer: { name: 'Bob', email: 'bob@example.org', date: '1700000000 +0100' },
};

/** A file of a test repository: content, a link's target, or null for "not there". */
export type TestFile = string | Buffer | { readonly link: string } | { readonly executable: string } | null;

/** A repository with a checkout, and git's own tools to compare with. */
export interface TestRepository {
  readonly folder: string;
  /** Runs git in the checkout with fixed names and dates. */
  git(args: readonly string[], options?: GitOptions): Promise<string>;
  write(files: Readonly<Record<string, TestFile>>): Promise<void>;
  /** Writes the files, adds everything and commits; answers the commit's id. */
  commit(files: Readonly<Record<string, TestFile>>, message?: string): Promise<string>;
  /** The diff of a commit against its parent, as UET captures it. */
  diff(commit: string, ...args: string[]): Promise<Buffer>;
  /** Opens it for landing until the test ends. */
  open(): Promise<LandingPlace>;
}

async function writeTestFile(path: string, file: TestFile): Promise<void> {
  await rm(path, { recursive: true, force: true });
  if (file === null) return;
  await mkdir(dirname(path), { recursive: true });
  if (typeof file === 'string' || Buffer.isBuffer(file)) return writeFile(path, file);
  if ('link' in file) return symlink(file.link, path);
  await writeFile(path, file.executable);
  await chmod(path, 0o755);
}

/** Makes a repository on the branch `main` in a new folder below `parent`, or opens the one of this name. */
export async function testRepository(
  parent: string,
  { name, initArgs = [] }: { readonly name?: string; readonly initArgs?: readonly string[] } = {},
): Promise<TestRepository> {
  const folder = name === undefined ? await mkdtemp(join(parent, 'repository-')) : join(parent, name);
  const run: TestRepository['git'] = (args, options = {}) =>
    gitText(args, { cwd: folder, env: who, ...options });
  await run(['init', '--quiet', '--initial-branch=main', '--template=', ...initArgs]);
  const write: TestRepository['write'] = async (files) => {
    for (const [path, file] of Object.entries(files)) await writeTestFile(join(folder, path), file);
  };
  return {
    folder,
    git: run,
    write,
    async commit(files, message = 'change') {
      await write(files);
      await run(['add', '--all', '--force']);
      await run(['commit', '--quiet', '--allow-empty', '--message', message]);
      return run(['rev-parse', 'HEAD']);
    },
    async diff(commit, ...args) {
      const text = await run(['diff', '--binary', '--full-index', '-M', ...args, `${commit}^`, commit]);
      return Buffer.from(text === '' ? '' : `${text}\n`);
    },
    async open() {
      const place = await openLandingPlace(await inspectRepository(folder), parent);
      onTestFinished(() => place.close());
      return place;
    },
  };
}
