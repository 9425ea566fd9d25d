import {
  chmod,
  lstat,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  readlink,
  realpath,
  rm,
  symlink,
  writeFile,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { gitText } from '../git.js';
import { makeWritable } from '../trash.js';

/** A file's content, or what else stands at a path. */
export type SampleFile = string | Uint8Array | { readonly link: string } | { readonly executable: string };

/** A real repository in a temporary folder. */
export interface SampleRepository {
  readonly path: string;
  /** Runs git in it as a user would, and returns what it printed. */
  git(...args: string[]): Promise<string>;
  /** Writes files; null removes what is there. */
  write(files: Readonly<Record<string, SampleFile | null>>): Promise<void>;
  /** Writes files, commits everything, and returns the commit. */
  commit(files?: Readonly<Record<string, SampleFile | null>>, message?: string): Promise<string>;
}

const person = {
  GIT_AUTHOR_NAME: 'Ada',
  GIT_AUTHOR_EMAIL: 'ada@example.org',
  GIT_AUTHOR_DATE: '1700000000 +0100',
};
const committer = {
  GIT_COMMITTER_NAME: 'Ada',
  GIT_COMMITTER_EMAIL: 'ada@example.org',
  GIT_COMMITTER_DATE: '1700000000 +0100',
};

/** git as a user runs it in a test: a fixed author, and no setting of the machine it runs on. */
export async function userGit(cwd: string, ...args: string[]): Promise<string> {
  const env = { ...person, ...committer, GIT_LITERAL_PATHSPECS: '0', GIT_OPTIONAL_LOCKS: '1' };
  return gitText(args, { cwd, env });
}

/** An empty temporary folder, and how to remove it with all that is in it. */
export async function temporaryFolder(): Promise<{ path: string; remove: () => Promise<void> }> {
  const folder = await realpath(await mkdtemp(path.join(tmpdir(), 'uet-git-')));
  const remove = async (): Promise<void> => {
    await makeWritable(folder);
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  };
  return { path: folder, remove };
}

/** Removes what stands at a path, and any file that stands where one of its folders is to be. */
async function makeRoom(root: string, name: string): Promise<void> {
  const parts = name.split('/');
  for (const [index] of parts.entries()) {
    const upTo = path.join(root, ...parts.slice(0, index + 1));
    const found = await lstat(upTo).catch(() => null);
    if (found === null) return;
    if (index === parts.length - 1 || !found.isDirectory()) await rm(upTo, { recursive: true });
  }
}

/** Writes files below a folder, making the folders they need and replacing what is there. */
export async function writeFiles(
  root: string,
  files: Readonly<Record<string, SampleFile | null>>,
): Promise<void> {
  for (const [name, content] of Object.entries(files)) {
    const file = path.join(root, name);
    await makeRoom(root, name);
    if (content === null) continue;
    await mkdir(path.dirname(file), { recursive: true });
    if (typeof content === 'string' || content instanceof Uint8Array) await writeFile(file, content);
    else if ('link' in content) await symlink(content.link, file);
    else {
      await writeFile(file, content.executable);
      await chmod(file, 0o755);
    }
  }
}

/** Everything below a folder but `.git` at its top: path → kind, permission to execute, content. */
export async function readFiles(root: string): Promise<Record<string, string>> {
  const seen: Record<string, string> = {};
  const visit = async (relative: string): Promise<void> => {
    for (const entry of await readdir(path.join(root, relative), { withFileTypes: true })) {
      const name = path.join(relative, entry.name);
      if (name === '.git') continue;
      const file = path.join(root, name);
      if (entry.isDirectory()) {
        seen[`${name}/`] = 'folder';
        await visit(name);
      } else if (entry.isSymbolicLink()) seen[name] = `link ${await readlink(file)}`;
      else seen[name] = entry.isFile() ? `file ${(await readFile(file)).toString('base64')}` : 'special';
    }
  };
  await visit('');
  return seen;
}

/** Makes a repository with a branch `main` and no commit in a folder, which is made as well. */
export async function sampleRepository(folder: string, ...initArgs: string[]): Promise<SampleRepository> {
  await mkdir(folder, { recursive: true });
  const git = async (...args: string[]): Promise<string> => userGit(folder, ...args);
  await git('init', '--quiet', '--initial-branch=main', ...initArgs);
  const write: SampleRepository['write'] = async (files) => writeFiles(folder, files);
  return {
    path: folder,
    git,
    write,
    commit: async (files = {}, message = 'change') => {
      await write(files);
      await git('add', '--all');
      await git('commit', '--quiet', '--allow-empty', '--message', message);
      return git('rev-parse', 'HEAD');
    },
  };
}
