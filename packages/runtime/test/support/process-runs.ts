import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';
import { type ProcessOutcome, type ProcessSpec, runProcess } from '../../src/processes/index.js';

/** A program that ran, and its logs. */
export interface FinishedRun {
  readonly outcome: ProcessOutcome;
  readonly stdout: string;
  readonly stderr: string;
}

/** A folder of its own for the tests of a file, removed after them. */
export async function testFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'uet-test-'));
  afterAll(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

/** Arguments that run a JavaScript text with Node. */
export const script = (text: string): string[] => [process.execPath, '-e', text];

/** What tests do not care about: the search path, no time limits, a short grace. */
const quiet = { wallTimeoutMs: 0, idleTimeoutMs: 0, graceMs: 300, mask: [] };
let runs = 0;

/** Runs a program with logs of its own in the folder, and reads them. */
export async function runIn(
  folder: string,
  spec: Partial<ProcessSpec> & Pick<ProcessSpec, 'argv'>,
): Promise<FinishedRun> {
  runs += 1;
  const log = spec.log ?? {
    stdoutPath: join(folder, `${runs}.out`),
    stderrPath: join(folder, `${runs}.err`),
  };
  const env = { PATH: process.env.PATH ?? '' };
  const outcome = await runProcess({ ...quiet, cwd: folder, env, ...spec, log });
  const [stdout, stderr] = await Promise.all([readFile(log.stdoutPath), readFile(log.stderrPath)]);
  return { outcome, stdout: stdout.toString(), stderr: stderr.toString() };
}

/** Whether a process is there and more than a zombie. */
export async function isAlive(pid: number): Promise<boolean> {
  const stat = await readFile(`/proc/${pid}/stat`, 'latin1').catch(() => null);
  if (stat !== null) return !/\) [ZX] /.test(stat);
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
