import { execFile } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** A real repository for a test. */
export interface Repository {
  readonly path: string;
  git(...args: string[]): Promise<string>;
}

const files: Readonly<Record<string, string>> = {
  'README.md': '# Shop\n\nA small shop.\n',
  'src/price.js': 'export const price = (net) => net * 1.2;\n',
};

/** Makes a repository with one commit on `main`. */
export async function makeRepository(path: string): Promise<Repository> {
  const git = async (...args: string[]): Promise<string> => {
    const identity = ['-c', 'user.name=Ada', '-c', 'user.email=ada@example.org'];
    const { stdout } = await run('git', [...identity, ...args], { cwd: path });
    return stdout.trim();
  };
  await mkdir(path, { recursive: true });
  await git('init', '--quiet', '--initial-branch=main');
  for (const [name, text] of Object.entries(files)) {
    await mkdir(dirname(join(path, name)), { recursive: true });
    await writeFile(join(path, name), text);
  }
  await git('add', '.');
  await git('commit', '--quiet', '--message=A small shop');
  return { path, git };
}
