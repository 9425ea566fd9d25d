import { createHash } from 'node:crypto';
import {
  cp,
  lstat,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  readlink,
  realpath,
  rm,
  writeFile,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { git } from './git.js';

/** A temporary folder that is removed at the end. */
export interface Scratch {
  readonly path: string;
  remove(): Promise<void>;
}

/** Makes a temporary folder. */
export async function scratchFolder(): Promise<Scratch> {
  const path = await realpath(await mkdtemp(join(tmpdir(), 'uet-cli-')));
  return { path, remove: () => rm(path, { recursive: true, force: true, maxRetries: 5 }) };
}

/** Writes files below a folder. */
export async function writeFiles(
  folder: string,
  files: Readonly<Record<string, string | Uint8Array>>,
): Promise<void> {
  for (const [name, content] of Object.entries(files)) {
    await mkdir(dirname(join(folder, name)), { recursive: true });
    await writeFile(join(folder, name), content);
  }
}

/** Makes a repository with a checkout of `main`, and one commit of these files. */
export async function makeRepository(
  folder: string,
  files: Readonly<Record<string, string>> = {
    'readme.md': '# A shop\n',
    'src/list.txt': 'one\ntwo\nthree\n',
  },
): Promise<string> {
  await mkdir(folder, { recursive: true });
  await git(folder, 'init', '--quiet', '--initial-branch=main', '--template=');
  await writeFiles(folder, files);
  await git(folder, 'add', '--all');
  await git(folder, 'commit', '--quiet', '--message', 'Start');
  return folder;
}

/** As {@link makeRepository}, from one that is there: without a git process. */
export const copyFolder = (from: string, to: string): Promise<void> => cp(from, to, { recursive: true });

/** A hash of every file below a folder, with its kind, mode and time of change; null where there is none. */
export async function fingerprint(folder: string): Promise<string | null> {
  const hash = createHash('sha256');
  const names = await readdir(folder, { recursive: true }).catch(() => null);
  if (names === null) return null;
  for (const name of names.sort()) {
    const path = join(folder, name);
    const found = await lstat(path);
    hash.update(`${name}\0${found.mode}\0${found.isFile() ? found.mtimeMs : ''}\0`);
    if (found.isFile()) hash.update(await readFile(path));
    if (found.isSymbolicLink()) hash.update(await readlink(path));
  }
  return hash.digest('hex');
}
