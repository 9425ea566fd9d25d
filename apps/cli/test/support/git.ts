import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const run = promisify(execFile);

const ada = { name: 'Ada', email: 'ada@example.org', date: '1700000000 +0100' };
const environment = {
  GIT_AUTHOR_NAME: ada.name,
  GIT_AUTHOR_EMAIL: ada.email,
  GIT_AUTHOR_DATE: ada.date,
  GIT_COMMITTER_NAME: ada.name,
  GIT_COMMITTER_EMAIL: ada.email,
  GIT_COMMITTER_DATE: ada.date,
  GIT_CONFIG_GLOBAL: '/dev/null',
  GIT_CONFIG_NOSYSTEM: '1',
};

/** git as a user runs it in a test: a fixed author, and no setting of the machine; answers what it printed. */
export async function git(cwd: string, ...args: readonly string[]): Promise<string> {
  const { stdout } = await run('git', [...args], {
    cwd,
    env: { PATH: process.env.PATH ?? '', ...environment },
    maxBuffer: 256 * 1024 ** 2,
  });
  return stdout.replace(/\n$/, '');
}
