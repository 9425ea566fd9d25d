import { spawn } from 'node:child_process';
import { mkdir, open } from 'node:fs/promises';
import { join } from 'node:path';
import type { RunState } from '@uet/schemas';
import { print, printJson } from '../output.js';
import type { Surroundings } from '../surroundings.js';

/** A run that goes on elsewhere. */
export interface Detaching {
  readonly run: RunState;
  /** The state folder. */
  readonly home: string;
  readonly json: boolean;
}

/**
 * Hands a run over to a process of its own, in a session of its own: it outlives this one and its terminal. What it
 * says goes to a file beside the logs of the run.
 */
export async function detach(cli: Surroundings, { run, home, json }: Detaching): Promise<number> {
  const folder = join(home, 'logs', run.id);
  await mkdir(folder, { recursive: true });
  const logPath = join(folder, 'detached.log');
  const log = await open(logPath, 'a', 0o600);
  const program = [...process.execArgv, process.argv[1] ?? '', 'resume', run.id, '--json'];
  const child = spawn(process.execPath, program, {
    cwd: cli.cwd,
    env: cli.env,
    detached: true,
    stdio: ['ignore', log.fd, log.fd],
  });
  child.unref();
  await log.close();
  return tellDetached(cli, { run, process: { pid: child.pid, logPath }, json });
}

/** What a person is told of a run that goes on elsewhere. */
export interface Detached {
  readonly run: Pick<RunState, 'id' | 'state' | 'repository' | 'target_branch'>;
  /** The process that works on it; null where that is a server. */
  readonly process: { readonly pid: number | undefined; readonly logPath: string } | null;
  readonly json: boolean;
}

/** Tells where a run goes on, and how it is looked at; answers the exit code. */
export function tellDetached(cli: Surroundings, { run, process: by, json }: Detached): number {
  if (json) {
    const { id: runId, state, repository, target_branch: branch } = run;
    printJson(cli, { runId, state, repository, branch, pid: by?.pid ?? null, logPath: by?.logPath ?? null });
    return 0;
  }
  const where = by === null ? 'at the server' : `in the background (process ${by.pid})`;
  print(cli, `run ${run.id} goes on ${where}`);
  print(cli, `  watch:  uet events --follow --run ${run.id}`);
  print(cli, `  look:   uet runs show ${run.id}`);
  print(cli, `  stop:   uet runs cancel ${run.id}`);
  if (by !== null) print(cli, `  log:    ${by.logPath}`);
  return 0;
}
