import { execFileSync } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { crashFiles, writeCrashTemplate } from './crash-template.js';
import { type RunFacts, type RunOutcome, readFacts } from './run-facts.js';
import type { KillAt, RunOrder } from './run-order.js';
import { makePlace, makeRepository, type RunPlace } from './run-place.js';

/** Where a process is killed: by itself, or by the git that it calls. */
export type CrashPoint = KillAt | GitCall;

/** The n-th git process or move of a branch, from 1, and when in it the caller is killed; `both` ends git as well. */
export interface GitCall {
  readonly git: 'process' | 'move';
  readonly call: number;
  readonly when: 'before' | 'during' | 'both' | 'after';
}

/** An undisturbed run, and how long its way was. */
export interface Undisturbed {
  readonly outcome: RunOutcome;
  readonly commits: number;
  readonly gitCalls: Readonly<Record<GitCall['git'], number>>;
  readonly durationMs: number;
}

/** What is killed again and again, and starts from the same files each time. */
export interface CrashBench {
  /** Runs it once without a kill. */
  undisturbed(): Promise<Undisturbed>;
  /** Runs it, kills it at a point, and starts it again until it rests. Answers null where the point was not reached. */
  survive(point: CrashPoint): Promise<RunFacts | null>;
  remove(): Promise<void>;
}

const slots = 3;
/** Far longer than a run takes. */
const patienceMs = 90_000;
const killingGit = join(import.meta.dirname, 'killing-git');
const realGit = execFileSync('/bin/sh', ['-c', 'command -v git'], { encoding: 'utf8' }).trim();

const counting = (place: RunPlace): NodeJS.ProcessEnv => ({
  PATH: `${killingGit}:${process.env.PATH}`,
  UET_TEST_GIT: realGit,
  UET_TEST_GIT_COUNT: join(place.folder, 'git-calls'),
});

/**
 * Prepares the files that every run starts from; `templateUrl` is the database that each gets a copy of, and `target`
 * the branch that it lands on: `main` is checked out, any other is made by the run.
 */
export async function crashBench(templateUrl: string, target = 'main'): Promise<CrashBench> {
  const folder = await mkdtemp(join(tmpdir(), 'uet-crash-'));
  const repository = join(folder, 'repository');
  await makeRepository(repository, crashFiles);
  const template = await writeCrashTemplate(folder);
  const inPlace = async <T>(use: (place: RunPlace) => Promise<T>): Promise<T> => {
    const place = await makePlace(templateUrl, repository);
    try {
      return await use(place);
    } finally {
      await place.remove();
    }
  };
  return {
    undisturbed: () => inPlace((place) => runOnce(place, { template, target })),
    survive: (point) => inPlace((place) => crashOnce(place, { template, target }, point)),
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}

type Order = Pick<RunOrder, 'template' | 'target'>;

async function runOnce(place: RunPlace, order: Order): Promise<Undisturbed> {
  const startedMs = Date.now();
  const commits = await workToRest(place, order, counting(place));
  const durationMs = Date.now() - startedMs;
  const { outcome, faults } = await readFacts(place, order.target);
  if (faults.length > 0) throw new Error(`the undisturbed run has faults: ${faults.join('; ')}`);
  const countOf = async (kind: GitCall['git']): Promise<number> =>
    (await readFile(join(place.folder, `git-calls.${kind}`))).length;
  return {
    outcome,
    commits,
    gitCalls: { process: await countOf('process'), move: await countOf('move') },
    durationMs,
  };
}

async function crashOnce(place: RunPlace, order: Order, point: CrashPoint): Promise<RunFacts | null> {
  const inGit = 'git' in point;
  const env = inGit
    ? {
        ...counting(place),
        UET_TEST_GIT_KIND: point.git,
        UET_TEST_GIT_CALL: String(point.call),
        UET_TEST_GIT_WHEN: point.when,
      }
    : {};
  const working = place.work({ ...order, slots, ...(inGit ? {} : { kill: point }) }, env);
  const { signal, exitCode, stderr } = await within(working.ended, working.pid, 'the process to be killed');
  if (exitCode !== null && exitCode !== 0) throw new Error(`it ended by itself: ${stderr}`);
  if (signal === null) return null;
  await workToRest(place, order, {});
  return readFacts(place, order.target);
}

/** Starts the same command until the run rests; answers how often the last process wrote to the database. */
async function workToRest(place: RunPlace, order: Order, env: NodeJS.ProcessEnv): Promise<number> {
  const working = place.work({ ...order, slots }, env);
  const { result, signal, stderr } = await within(working.ended, working.pid, 'the run to rest');
  if (result === null) throw new Error(`the process ended (${signal}): ${stderr}`);
  return result.commits;
}

async function within<T>(ended: Promise<T>, pid: number, what: string): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      process.kill(pid, 'SIGKILL');
      reject(new Error(`waited ${patienceMs} ms for ${what}`));
    }, patienceMs);
  });
  return Promise.race([ended, late]).finally(() => clearTimeout(timer));
}
