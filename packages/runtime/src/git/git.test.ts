import { chmod, mkdir, readdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { git, gitText } from './git.js';
import { gitEnvironment } from './git-environment.js';
import { type SampleRepository, sampleRepository, temporaryFolder } from './testing/sample-repository.js';

let folder: string;
let remove: () => Promise<void>;
let sample: SampleRepository;

beforeEach(async () => {
  ({ path: folder, remove } = await temporaryFolder());
  sample = await sampleRepository(path.join(folder, 'repository'));
  await sample.commit({ 'a.txt': 'one\n' });
});
afterEach(async () => remove());

describe('git', () => {
  it('answers with bytes, exit code and standard error', async () => {
    const blob = Buffer.from([0, 255, 10, 13]);
    const { stdout } = await git(['hash-object', '-w', '--stdin'], { cwd: sample.path, input: blob });
    const read = await git(['cat-file', 'blob', stdout.toString().trim()], { cwd: sample.path });
    expect(read).toEqual({ stdout: blob, stderr: '', exitCode: 0, isCut: false });
  });

  it('throws git_failed with the command and what git said', async () => {
    const failing = git(['cat-file', 'blob', 'no such thing'], { cwd: sample.path });
    await expect(failing).rejects.toMatchObject({ code: 'git_failed' });
    await expect(failing).rejects.toThrow(
      /^git cat-file blob "no such thing" ended with exit code 128: fatal: /,
    );
  });

  it('returns exit codes that the caller expects', async () => {
    const { exitCode } = await git(['config', '--get', 'no.such'], { cwd: sample.path, okExitCodes: [0, 1] });
    expect(exitCode).toBe(1);
  });

  it('throws repository_locked and names the lock file', async () => {
    const lock = path.join(sample.path, '.git', 'index.lock');
    await writeFile(lock, '');
    const failing = git(['add', '--all'], { cwd: sample.path });
    await expect(failing).rejects.toMatchObject({ code: 'repository_locked', where: lock, retry: true });
  });

  it('does not take a lost compare-and-swap for a lock', async () => {
    const head = await sample.git('rev-parse', 'HEAD');
    const failing = git(['update-ref', 'refs/heads/main', head, '1'.repeat(40)], { cwd: sample.path });
    await expect(failing).rejects.toMatchObject({ code: 'git_failed' });
  });

  it('throws disk_full when the device is full', async () => {
    const failing = git(['-c', 'alias.full=!echo "No space left on device" >&2; exit 1', 'full'], {
      cwd: folder,
    });
    await expect(failing).rejects.toMatchObject({ code: 'disk_full' });
  });

  it('runs no hook, and nothing that the configuration of the user or the repository names', async () => {
    const trap = path.join(folder, 'trap');
    await writeFile(trap, `#!/bin/sh\ntouch "${folder}/sprung"\ncat\n`);
    await chmod(trap, 0o755);
    const home = path.join(folder, 'home');
    await mkdir(home);
    await writeFile(
      path.join(home, '.gitconfig'),
      `[core]\n\tfsmonitor = ${trap}\n[commit]\n\tgpgSign = true\n`,
    );
    await sample.git('config', 'core.fsmonitor', trap);
    await sample.git('config', 'commit.gpgSign', 'true');
    await sample.git('config', 'core.hooksPath', path.join(folder, 'hooks'));
    await mkdir(path.join(folder, 'hooks'));
    for (const hook of ['pre-commit', 'post-commit', 'post-index-change', 'reference-transaction']) {
      await writeFile(path.join(folder, 'hooks', hook), `#!/bin/sh\ntouch "${folder}/sprung"\n`, {
        mode: 0o755,
      });
    }
    for (const config of ['none', 'user'] as const) {
      const options = {
        cwd: sample.path,
        config,
        env: { HOME: home, GIT_AUTHOR_NAME: 'a', GIT_AUTHOR_EMAIL: 'a' },
      };
      const identity = ['-c', 'user.name=a', '-c', 'user.email=a'];
      await git([...identity, 'commit', '--quiet', '--allow-empty', '-m', 'x'], options);
      await git(['status'], options);
    }
    expect(await readdir(folder)).not.toContain('sprung');
  });

  it('reads the configuration of the user only when asked to', async () => {
    const home = path.join(folder, 'home');
    await mkdir(home);
    await writeFile(path.join(home, '.gitconfig'), '[user]\n\tname = Somebody\n');
    const ask = async (config: 'none' | 'user') =>
      git(['config', '--get', 'user.name'], {
        cwd: folder,
        config,
        env: { HOME: home },
        okExitCodes: [0, 1],
      });
    expect((await ask('none')).exitCode).toBe(1);
    expect((await ask('user')).stdout.toString()).toBe('Somebody\n');
  });

  it('ignores GIT_ variables of this process', async () => {
    process.env.GIT_DIR = path.join(folder, 'elsewhere');
    try {
      expect(await gitText(['rev-parse', '--git-dir'], { cwd: sample.path })).toBe('.git');
    } finally {
      delete process.env.GIT_DIR;
    }
  });

  it('ends a command that prints too much, or cuts its output where that is wanted', async () => {
    const input = Buffer.alloc(300_000, 'x');
    const id = await git(['hash-object', '-w', '--stdin'], { cwd: sample.path, input });
    const args = ['cat-file', 'blob', id.stdout.toString().trim()];
    const options = { cwd: sample.path, maxOutputBytes: 1000 };
    await expect(git(args, options)).rejects.toThrow('printed more than 1000 bytes');
    const cut = await git(args, { ...options, cutOutput: true });
    expect([cut.stdout.length, cut.isCut]).toEqual([1000, true]);
  });

  it('stops when it is told to', async () => {
    const stopping = new AbortController();
    const waiting = git(['-c', 'alias.wait=!exec tail -f /dev/null', 'wait'], {
      cwd: sample.path,
      signal: stopping.signal,
    });
    stopping.abort();
    await expect(waiting).rejects.toMatchObject({ code: 'canceled' });
    await expect(git(['version'], { signal: stopping.signal })).rejects.toMatchObject({ code: 'canceled' });
  });

  it('survives a git that does not read its input', async () => {
    const input = Buffer.alloc(2_000_000, 'x');
    expect((await git(['version'], { input })).stdout.toString()).toMatch(/^git version/);
  });

  it('says so when the folder is gone, git is missing, or an argument is impossible', async () => {
    const gone = path.join(folder, 'gone');
    await expect(git(['version'], { cwd: gone })).rejects.toMatchObject({ code: 'git_failed', where: gone });
    await expect(git(['version'], { env: { PATH: folder } })).rejects.toMatchObject({ code: 'spawn_failed' });
    await expect(git(['log', 'a\0b'], { cwd: sample.path })).rejects.toMatchObject({ code: 'bad_argument' });
  });
});

describe('gitEnvironment', () => {
  it('keeps what git needs of this process and lets the caller add to it', () => {
    const environment = gitEnvironment({
      gitDir: '/g',
      workTree: '/w',
      indexFile: '/i',
      env: { GIT_X: 'y' },
    });
    expect(environment).toMatchObject({
      GIT_DIR: '/g',
      GIT_WORK_TREE: '/w',
      GIT_INDEX_FILE: '/i',
      GIT_X: 'y',
    });
    expect(environment.PATH).toBe(process.env.PATH);
  });
});
