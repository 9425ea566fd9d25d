import { createHash } from 'node:crypto';
import { lstat, readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { changedEntries } from './changed-entries.js';
import { shownPath } from './changed-paths.js';
import type { Checkout } from './checkouts.js';
import { git } from './git.js';
import type { Repository } from './inspect-repository.js';
import { bytePath } from './trash.js';

/** What of a user's repository must stay as it is: a name for a person → a digest of its state. */
export type CheckoutSnapshot = ReadonlyMap<string, string>;

type Row = readonly [name: string, digest: string];

const digest = (bytes: Uint8Array | string): string =>
  createHash('sha256').update(bytes).digest('hex').slice(0, 16);

async function fileRow(name: string, file: string): Promise<Row[]> {
  const bytes = await readFile(file).catch(() => null);
  return bytes === null ? [] : [[name, digest(bytes)]];
}

async function hookRows(commonDir: string): Promise<Row[]> {
  const folder = path.join(commonDir, 'hooks');
  const names = (await readdir(folder).catch(() => [])).filter((name) => !name.endsWith('.sample'));
  const rows = names.map(async (name): Promise<Row[]> => {
    const [found, bytes] = await Promise.all([
      lstat(path.join(folder, name)).catch(() => null),
      readFile(path.join(folder, name)).catch(() => ''),
    ]);
    return [[`the hook ${name}`, `${found?.mode ?? 0} ${digest(bytes)}`]];
  });
  return (await Promise.all(rows)).flat();
}

/** Branches, tags, stash: every ref but those that UET itself moves. */
async function refRows(repository: Repository, exceptRefs: readonly string[]): Promise<Row[]> {
  const { stdout } = await git(['for-each-ref', '--format=%(objectname) %(refname)'], {
    gitDir: repository.gitDir,
  });
  const isExcepted = (ref: string): boolean =>
    exceptRefs.some((except) => (except.endsWith('/') ? ref.startsWith(except) : ref === except));
  return stdout
    .toString()
    .split('\n')
    .map((line): Row => [line.slice(line.indexOf(' ') + 1), line.slice(0, line.indexOf(' '))])
    .filter(([ref]) => ref !== '' && !isExcepted(ref))
    .map(([ref, commit]) => [`the ref ${ref}`, commit]);
}

async function sharedRows(repository: Repository, exceptRefs: readonly string[]): Promise<Row[]> {
  const { commonDir } = repository;
  const inCommon = async (name: string, ...parts: string[]): Promise<Row[]> =>
    fileRow(name, path.join(commonDir, ...parts));
  const rows = await Promise.all([
    refRows(repository, exceptRefs),
    hookRows(commonDir),
    inCommon("git's configuration", 'config'),
    inCommon('the list of stashes', 'logs', 'refs', 'stash'),
    inCommon('info/exclude', 'info', 'exclude'),
    inCommon('info/attributes', 'info', 'attributes'),
    inCommon('objects/info/alternates', 'objects', 'info', 'alternates'),
    inCommon('the file shallow', 'shallow'),
    readdir(path.join(commonDir, 'worktrees'))
      .catch((): string[] => [])
      .then((names) => names.map((name): Row => [`the linked worktree ${name}`, ''])),
  ]);
  return rows.flat();
}

/** Changed and untracked files; times are part of it, so that a second change of a changed file shows as well. */
async function fileRows(checkout: Checkout): Promise<Row[]> {
  const entries = await changedEntries(checkout, { untracked: true });
  return Promise.all(
    entries.map(async ({ code, bytes }): Promise<Row> => {
      const found = await lstat(bytePath(checkout.path, bytes), { bigint: true }).catch(() => null);
      const state = found === null ? 'gone' : `${found.mode} ${found.size} ${found.mtimeNs} ${found.ino}`;
      return [`the file ${shownPath(bytes)}`, `${code} ${state}`];
    }),
  );
}

/** Its content, not its bytes: any `git status` of the user's own rewrites the file times in an index. */
async function indexRow(checkout: Checkout): Promise<Row> {
  const { stdout } = await git(['ls-files', '-z', '--stage', '-v'], {
    gitDir: checkout.gitDir,
    cwd: checkout.path,
  });
  return ['the index', digest(stdout)];
}

async function checkoutRows(checkout: Checkout, exceptRefs: readonly string[]): Promise<Row[]> {
  // Landing on a branch that is checked out moves the index along; what is staged shows in the status anyway.
  const isTarget = exceptRefs.includes(`refs/heads/${checkout.branch ?? ''}`);
  const inGitDir = async (name: string, file: string): Promise<Row[]> =>
    fileRow(name, path.join(checkout.gitDir, file));
  const rows = await Promise.all([
    inGitDir('HEAD', 'HEAD'),
    inGitDir('the configuration of the worktree', 'config.worktree'),
    isTarget ? [] : indexRow(checkout).then((row) => [row]),
    fileRows(checkout),
  ]);
  const operation: Row[] =
    checkout.inProgress === null ? [] : [['an operation in progress', checkout.inProgress]];
  return [...rows.flat(), ...operation].map(([name, state]) => [`${name} in ${checkout.path}`, state]);
}

/**
 * Notes the state of a user's repository and its checkouts without writing anything: HEAD, refs, index,
 * configuration, hooks, stash, changed and untracked files. Ignored files are not looked at.
 * `exceptRefs` are full names, or prefixes that end with a slash, of refs that UET itself may move.
 */
export async function snapshotCheckout(
  repository: Repository,
  options: { readonly exceptRefs?: readonly string[] } = {},
): Promise<CheckoutSnapshot> {
  const exceptRefs = options.exceptRefs ?? [];
  const parts = await Promise.all([
    sharedRows(repository, exceptRefs),
    ...repository.checkouts.map(async (checkout) => checkoutRows(checkout, exceptRefs)),
  ]);
  return new Map(parts.flat());
}

/** What differs between two snapshots, as phrases for a person; empty when nothing does. */
export function compareCheckout(before: CheckoutSnapshot, after: CheckoutSnapshot): string[] {
  const names = [...new Set([...before.keys(), ...after.keys()])].sort();
  return names.flatMap((name) => {
    const [old, now] = [before.get(name), after.get(name)];
    if (old === now) return [];
    return [`${name} ${old === undefined ? 'is new' : now === undefined ? 'is gone' : 'was changed'}`];
  });
}
