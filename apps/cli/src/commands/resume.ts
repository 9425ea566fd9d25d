import type { UetClient } from '@uet/client';
import { UetError } from '@uet/core';
import { findRun, resumeRun, retryRun, type Session } from '@uet/runtime';
import type { RunState } from '@uet/schemas';
import { tell } from '../output.js';
import { findId } from '../session/find-id.js';
import { findInterrupted, hasWorker, unfinished } from '../session/find-interrupted.js';
import { readPages } from '../session/read-pages.js';
import { servedPools } from '../session/served-pools.js';
import { type Alone, workWithApi } from '../session/with-api.js';
import type { Surroundings } from '../surroundings.js';
import { finishRun, followRun } from './finish-run.js';

interface Options {
  readonly json?: boolean;
}

/** Connections are opened as they are needed: so many where it is not known yet how many tasks run at once. */
const slots = 32;

/** `uet resume`: goes on with a run that was interrupted or paused. */
export async function resume(
  cli: Surroundings,
  id: string | undefined,
  { json = false }: Options,
): Promise<number> {
  return workWithApi(cli, slots, async (reached, stop) => {
    if (reached.alone !== null) {
      const run = await resumeAlone(reached, id);
      return finishRun(cli, reached, { run, json, stop });
    }
    const { api } = reached;
    const runId = id === undefined ? await latestOf(api) : await findId(api, 'run', id);
    await api.runs.resume.mutate({ run_id: runId });
    return followRun(cli, reached, { runId, json, stop });
  });
}

/** `uet runs retry`: takes up a run that did not succeed as a new one. */
export async function retry(cli: Surroundings, id: string, { json = false }: Options): Promise<number> {
  return workWithApi(cli, slots, async (reached, stop) => {
    if (reached.alone !== null) {
      const run = await retryRun(reached.alone.context, id, 'person:cli');
      tell(cli, `run ${run.id} takes up run ${run.retry_of}`);
      return finishRun(cli, reached, { run, json, stop });
    }
    const old = await findId(reached.api, 'run', id);
    const { run_id: runId } = await reached.api.runs.retry.mutate({ run_id: old });
    tell(cli, `run ${runId} takes up run ${old}`);
    return followRun(cli, reached, { runId, json, stop });
  });
}

async function resumeAlone({ alone }: Alone, id: string | undefined): Promise<RunState> {
  const run = id === undefined ? await latestInterrupted(alone) : await findRun(alone.context, id);
  await refuseBusy(alone, run);
  await resumeRun(alone.context, run.id, 'person:cli');
  return run;
}

async function latestInterrupted(session: Session): Promise<RunState> {
  const run = await findInterrupted(session, () => true);
  if (run !== null) return run;
  throw nothingInterrupted();
}

const nothingInterrupted = (): UetError =>
  new UetError('not_found', 'no run was interrupted', { hint: '`uet runs list` shows the runs' });

/** The newest unfinished run that is paused, or that no worker takes jobs of. */
async function latestOf(api: UetClient): Promise<string> {
  const [runs, served] = await Promise.all([
    readPages((page) => api.runs.list.query({ states: [...unfinished], ...page })),
    servedPools(api),
  ]);
  for (const { id, state } of runs) {
    if (state === 'paused') return id;
    const { record } = await api.runs.get.query({ run_id: id });
    if (!served.has(record.pool)) return id;
  }
  throw nothingInterrupted();
}

async function refuseBusy(session: Session, run: RunState): Promise<void> {
  if (!(await hasWorker(session, run))) return;
  throw new UetError('illegal_move', `run ${run.id} is worked on by a process that lives`, {
    hint: `\`uet events --follow --run ${run.id}\` shows what it does`,
    where: run.id,
  });
}
