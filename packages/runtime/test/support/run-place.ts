import { execFile, spawn } from 'node:child_process';
import { chmod, cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { createTestDatabase } from '@uet/db/testing';
import type { RunOrder, RunResult } from './run-order.js';

const child = join(import.meta.dirname, 'run-child.ts');
const packageFolder = join(import.meta.dirname, '../..');

/** Everything that one run needs, of its own: database, state folder, temporary folder, repository. */
export interface RunPlace {
  readonly folder: string;
  readonly home: string;
  /** `TMPDIR` of the runs: what is left in it was left behind. */
  readonly temporary: string;
  readonly repository: string;
  /** Null where it is the embedded one, in the state folder. */
  readonly databaseUrl: string | null;
  /** Runs git in the repository, as a person would, and answers what it printed. */
  git(...args: string[]): Promise<string>;
  /** Starts a process that works on the run; see `run-child.ts`. */
  work(order: Omit<RunOrder, 'repository' | 'temporary'>, env?: NodeJS.ProcessEnv): Working;
  remove(): Promise<void>;
}

/** A process that works on a run. */
export interface Working {
  readonly pid: number;
  /** How it ended: with a result, by a signal, or with an error. */
  readonly ended: Promise<Ended>;
}

/** The end of a process that worked on a run. */
export interface Ended {
  readonly result: RunResult | null;
  readonly signal: NodeJS.Signals | null;
  readonly exitCode: number | null;
  readonly stderr: string;
}

const who = {
  GIT_AUTHOR_NAME: 'Ada',
  GIT_AUTHOR_EMAIL: 'ada@example.org',
  GIT_COMMITTER_NAME: 'Ada',
  GIT_COMMITTER_EMAIL: 'ada@example.org',
  GIT_CONFIG_GLOBAL: '/dev/null',
  GIT_CONFIG_NOSYSTEM: '1',
};

/** Makes a repository on `main` with these files in one commit. */
export async function makeRepository(
  path: string,
  files: Readonly<Record<string, string>>,
): Promise<(...args: string[]) => Promise<string>> {
  await mkdir(path, { recursive: true });
  const run = promisify(execFile);
  const git = async (...args: string[]): Promise<string> => {
    const { stdout } = await run('git', args, { cwd: path, env: { ...process.env, ...who } });
    return stdout.trimEnd();
  };
  await git('init', '--quiet', '--initial-branch=main');
  for (const [name, content] of Object.entries(files)) {
    await mkdir(join(path, name, '..'), { recursive: true });
    await writeFile(join(path, name), content);
  }
  await git('add', '--all');
  await git('commit', '--quiet', '--message', 'start');
  return git;
}

/**
 * Makes a place: a copy of the repository, and a copy of the template database, or with null a state folder that the
 * embedded server can have its data in.
 */
export async function makePlace(templateUrl: string | null, repository: string): Promise<RunPlace> {
  const folder = await mkdtemp(join(tmpdir(), 'uet-run-'));
  await chmod(folder, 0o711);
  const [home, temporary, copy] = ['home', 'tmp', 'repository'].map((name) => join(folder, name)) as [
    string,
    string,
    string,
  ];
  await Promise.all([
    mkdir(temporary),
    mkdir(home, { mode: 0o711 }),
    cp(repository, copy, { recursive: true, preserveTimestamps: true, verbatimSymlinks: true }),
  ]);
  const database = templateUrl === null ? null : await createTestDatabase(templateUrl);
  const databaseUrl = database?.url ?? null;
  const git = async (...args: string[]): Promise<string> => {
    const { stdout } = await promisify(execFile)('git', args, {
      cwd: copy,
      env: { ...process.env, ...who },
      maxBuffer: 64 * 1024 ** 2,
    });
    return stdout.trimEnd();
  };
  return {
    folder,
    home,
    temporary,
    repository: copy,
    databaseUrl,
    git,
    work: (order, env = {}) =>
      startWork(
        { ...order, repository: copy, temporary },
        { UET_HOME: home, DATABASE_URL: databaseUrl ?? undefined, ...env },
      ),
    async remove() {
      await database?.drop();
      await rm(folder, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

function startWork(order: RunOrder, env: NodeJS.ProcessEnv): Working {
  const started = spawn(
    process.execPath,
    ['--conditions=source', '--import', 'tsx', child, JSON.stringify(order)],
    { cwd: packageFolder, env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'pipe'] },
  );
  let stdout = '';
  let stderr = '';
  started.stdout.on('data', (chunk: Buffer) => {
    stdout += chunk.toString();
  });
  started.stderr.on('data', (chunk: Buffer) => {
    stderr += chunk.toString();
  });
  const ended = new Promise<Ended>((resolve) => {
    started.once('exit', (exitCode, signal) => {
      // Not `close`: what it left running may hold its output open.
      const line = stdout.trimEnd();
      const result = exitCode === 0 && line !== '' ? (JSON.parse(line) as RunResult) : null;
      resolve({ result, signal, exitCode, stderr });
    });
  });
  return { pid: started.pid ?? 0, ended };
}

/** The text of a file, null where there is none. */
export const textOf = (path: string): Promise<string | null> => readFile(path, 'utf8').catch(() => null);
