import { type Actor, isFinal, RunLifecycle, runMachine, UetError } from '@uet/core';
import { type EngineContext, transact } from '../engine/engine-context.js';
import { wake } from '../recovery/wake-runs.js';
import { findRun } from './find-by-id.js';
import { rehome } from './rehome.js';

/** Has a run start nothing new; what runs finishes and lands. */
export async function pauseRun(
  context: EngineContext,
  runId: string,
  reason: string | null,
  actor: Actor,
): Promise<void> {
  await transact(context, actor, async (changes) => {
    const run = await findRun(context, runId);
    if (run.state !== 'running') {
      throw new UetError('illegal_move', `run ${run.id} is ${run.state}: only a running one can be paused`, {
        hint: `\`uet runs show ${run.id}\` shows how it stands`,
        where: run.id,
      });
    }
    new RunLifecycle(changes).pause(run, reason);
  });
}

/** Has a run go on: a paused one resumes, an interrupted one is woken. */
export async function resumeRun(context: EngineContext, runId: string, actor: Actor): Promise<void> {
  await transact(context, actor, async (changes) => {
    const run = await findRun(context, runId);
    if (isFinal(runMachine, run.state) || run.state === 'failed') {
      throw new UetError('illegal_move', `run ${run.id} is ${run.state}: there is nothing to go on with`, {
        hint:
          run.state === 'succeeded'
            ? 'start a new run'
            : `\`uet runs retry ${run.id}\` takes it up as a new run`,
      });
    }
    const served = await rehome(context, changes, run);
    if (run.state === 'paused') new RunLifecycle(changes).resume(served);
    await wake(context, changes, served);
  });
}
