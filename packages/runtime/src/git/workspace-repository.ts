import { createHash, randomBytes } from 'node:crypto';
import { mkdir, readdir, readFile, realpath, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { UetError } from '@uet/core';
import { alternatesText, readObjectStores } from './alternates.js';
import { exactAttributes } from './exact-attributes.js';
import { git } from './git.js';
import type { GitPlace } from './git-environment.js';
import type { Repository } from './inspect-repository.js';
import { ownerPrefix } from './process-owner.js';
import { onFiles } from './system-error.js';
import { removeTree } from './trash.js';

/** The private place where work on one user repository happens; nothing in it outlives its usefulness. */
export interface Workspace {
  /** `<home>/workspaces/<hash>`: the bare repository, and beside it the worktree pools of each process. */
  readonly folder: string;
  /**
   * A bare repository without refs and objects of its own: it lends its exact attributes and the user's
   * objects to git commands that name their own index and work tree.
   */
  readonly gitDir: string;
  readonly repository: Repository;
  /** The user's object directory and those it borrows from, absolute. */
  readonly objectStores: readonly string[];
  /** For git commands that read: this repository with the user's objects as its own. */
  readonly reading: GitPlace;
  /** The bare repository's configuration as it was made: what a tool does to the file never counts. */
  readonly configText: string;
  /** Puts back whatever a tool has changed in the bare repository; safe while others use it. */
  repair(): Promise<void>;
}

/** Where the workspace of a repository is: one for all of its checkouts, told apart by the shared git directory. */
export async function workspaceFolder(home: string, commonDir: string): Promise<string> {
  const hash = createHash('sha256')
    .update(await realpath(commonDir))
    .digest('hex');
  return path.join(home, 'workspaces', hash.slice(0, 16));
}

/** What cannot be told beforehand (file modes, letter case) is asked of the file system by `git init`. */
async function buildFresh(gitDir: string, repository: Repository, stores: readonly string[]): Promise<void> {
  const format = `--object-format=${repository.objectFormat}`;
  await git(['init', '--quiet', '--bare', '--template=', '--initial-branch=uet', format, gitDir]);
  await mkdir(path.join(gitDir, 'info'), { recursive: true });
  await writeFile(path.join(gitDir, 'info', 'attributes'), exactAttributes);
  await writeFile(path.join(gitDir, 'objects', 'info', 'alternates'), alternatesText(stores));
  for (const shared of ['shallow', path.join('info', 'exclude')]) {
    const bytes = await readFile(path.join(repository.commonDir, shared)).catch(() => null);
    if (bytes !== null) await writeFile(path.join(gitDir, shared), bytes);
  }
}

async function list(folder: string): Promise<Map<string, boolean>> {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
  return new Map(entries.map((entry) => [entry.name, entry.isDirectory()]));
}

/** Makes `target` equal to `fresh`, file by file and each file at once, so that readers never miss one. */
async function makeEqual(fresh: string, target: string): Promise<void> {
  await mkdir(target, { recursive: true });
  const [wanted, present] = await Promise.all([list(fresh), list(target)]);
  for (const [name, isFolder] of present) {
    if (wanted.get(name) !== isFolder) await removeTree(path.join(target, name));
  }
  for (const [name, isFolder] of wanted) {
    const [from, to] = [path.join(fresh, name), path.join(target, name)];
    if (isFolder) {
      await makeEqual(from, to);
      continue;
    }
    const [bytes, old] = await Promise.all([readFile(from), readFile(to).catch(() => null)]);
    if (old === null || !bytes.equals(old)) await rename(from, to);
  }
}

const isTaken = (error: unknown): boolean =>
  ['ENOTEMPTY', 'EEXIST', 'ENOTDIR', 'EPERM'].includes((error as NodeJS.ErrnoException).code ?? '');

const gitDirIn = (folder: string): string => path.join(folder, 'repo.git');

/** How often the bare repository may be deleted while it is being mended. */
const mendTries = 5;

/** Makes or mends the bare repository, and answers its configuration. */
async function establish(
  folder: string,
  repository: Repository,
  stores: readonly string[],
  tries = mendTries,
): Promise<string> {
  try {
    return await establishOnce(folder, repository, stores);
  } catch (error) {
    if (tries <= 1 || (error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    return establish(folder, repository, stores, tries - 1);
  }
}

/** The rename makes it appear whole or not at all, also when this process is killed or another one is faster. */
async function establishOnce(
  folder: string,
  repository: Repository,
  stores: readonly string[],
): Promise<string> {
  const gitDir = gitDirIn(folder);
  const fresh = path.join(folder, `${await ownerPrefix()}${randomBytes(4).toString('hex')}.git`);
  try {
    await buildFresh(fresh, repository, stores);
    const configText = await readFile(path.join(fresh, 'config'), 'utf8');
    await rename(fresh, gitDir).catch(async (error: unknown) => {
      if (!isTaken(error)) throw error;
      // It holds nothing but what `fresh` holds, so anything else in it is damage.
      if ((await list(folder)).get('repo.git') !== true) await rm(gitDir, { force: true });
      await makeEqual(fresh, gitDir);
    });
    return configText;
  } finally {
    await removeTree(fresh);
  }
}

/**
 * Makes, or verifies and mends, the workspace of a repository under `home`. Nothing is written into the
 * user's repository.
 */
export async function openWorkspace(options: {
  readonly home: string;
  readonly repository: Repository;
}): Promise<Workspace> {
  return onFiles('opening the workspace', async () => open(options.home, options.repository));
}

async function open(home: string, repository: Repository): Promise<Workspace> {
  await mkdir(home, { recursive: true, mode: 0o700 });
  const folder = await workspaceFolder(await realpath(home), repository.commonDir);
  await mkdir(folder, { recursive: true });
  const objectStores = await readObjectStores(repository.objectsDir);
  const configText = await establish(folder, repository, objectStores);
  const gitDir = gitDirIn(folder);
  const repair = async (): Promise<void> => {
    await establish(folder, repository, objectStores);
  };
  const reading = { gitDir, env: { GIT_OBJECT_DIRECTORY: repository.objectsDir } };
  return { folder, gitDir, repository, objectStores, reading, configText, repair };
}

/** Tries again after {@link Workspace.repair} when git fails: a tool may have damaged the bare repository. */
export async function mended<T>(workspace: Workspace, action: () => Promise<T>): Promise<T> {
  try {
    return await action();
  } catch (error) {
    if (!(error instanceof UetError) || error.code !== 'git_failed') throw error;
    await workspace.repair();
    return action();
  }
}
