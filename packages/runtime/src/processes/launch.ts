import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import type { ProcessSpec } from './process-spec.js';
import { hasProc, readProcess } from './process-table.js';
import { markerVariable, type TreeRoot } from './process-tree.js';

/** A program that runs, and what its tree is recognized by. */
export interface Launched {
  readonly child: ChildProcess;
  readonly root: TreeRoot;
  readonly exit: Promise<{ readonly exitCode: number | null; readonly signal: NodeJS.Signals | null }>;
}

const reasons: Readonly<Record<string, (command: string) => string>> = {
  ENOENT: (command) => `command not found: ${command}`,
  EACCES: (command) => `not an executable file: ${command}`,
  E2BIG: (command) => `the arguments and the environment of ${command} are longer than the system allows`,
};

function spawnReason(command: string, cwd: string, cause: unknown): string {
  const { code, message } = cause as NodeJS.ErrnoException;
  if (code === 'ENOENT' && command.includes('/') && existsSync(resolve(cwd, command))) {
    return `the #! line of ${command} names a program that does not exist`;
  }
  return reasons[code ?? '']?.(command) ?? `${command} could not be started: ${message}`;
}

function folderProblem(cwd: string): string | null {
  try {
    return statSync(cwd).isDirectory() ? null : `the working folder is not a folder: ${cwd}`;
  } catch {
    return `the working folder does not exist: ${cwd}`;
  }
}

function whenEnded(child: ChildProcess): Launched['exit'] {
  return new Promise((settle) => {
    child.once('exit', (exitCode, signal) => settle({ exitCode, signal }));
  });
}

/** Starts a program as the leader of a new session, or says in a sentence why it cannot be started. */
export async function launch(spec: ProcessSpec, marker: string): Promise<Launched | string> {
  const argv = 'shell' in spec.argv ? ['/bin/sh', '-c', spec.argv.shell] : spec.argv;
  const [command = '', ...rest] = argv;
  // Node reports a missing folder as a missing command.
  const problem = command === '' ? 'there is no command to run' : folderProblem(spec.cwd);
  if (problem !== null) return problem;
  const nowS = Math.floor(Date.now() / 1000);
  let child: ChildProcess;
  try {
    child = spawn(command, rest, {
      cwd: spec.cwd,
      env: { ...spec.env, [markerVariable]: marker },
      detached: true,
      stdio: [spec.stdin === undefined ? 'ignore' : 'pipe', 'pipe', 'pipe'],
    });
  } catch (cause) {
    return spawnReason(command, spec.cwd, cause);
  }
  const exit = whenEnded(child);
  const { pid } = child;
  if (pid === undefined) {
    return new Promise((settle) =>
      child.once('error', (cause) => settle(spawnReason(command, spec.cwd, cause))),
    );
  }
  child.on('error', () => undefined);
  // Read before the event loop turns: until then the process is there, if only as a zombie.
  const startedAt = (hasProc ? readProcess(pid)?.startedAt : nowS) ?? Number.POSITIVE_INFINITY;
  return { child, exit, root: { pid, startedAt, marker } };
}
