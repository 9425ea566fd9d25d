import type { ChangeSet } from '@uet/core';
import type { RunState } from '@uet/schemas';
import type { EngineContext } from '../engine/engine-context.js';
import { unfinished, wake } from '../recovery/wake-runs.js';
import { isServed } from '../recovery/worker-lives.js';

/**
 * Has the default pool take over a run that a lone command started in a pool of its own (its id) and that no process
 * works on any more: else what a person asks of it would wait for ever. What the run waits for goes along. Answers
 * the run as it is then; where there is no default pool, or its own is served, as it was.
 */
export async function rehome(context: EngineContext, changes: ChangeSet, run: RunState): Promise<RunState> {
  const { defaultPool: pool } = context;
  if (pool === null || run.pool !== run.id || (await isServed(context, run.pool))) return run;
  const moved = changes.change('runs', run, { pool });
  if (unfinished.includes(moved.state)) await wake(context, changes, moved);
  return moved;
}
