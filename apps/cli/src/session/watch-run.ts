import { setTimeout as wait } from 'node:timers/promises';
import type { UetClient } from '@uet/client';
import type { RunState } from '@uet/schemas';
import type { RunLine, TaskLine } from '@uet/schemas/api';
import type { RunSource } from '../view/run-source.js';
import type { RunView } from '../view/run-view.js';
import { atRest } from './drive-run.js';
import { readPages } from './read-pages.js';
import { servedPools } from './served-pools.js';
import type { StopSignals } from './stop-signals.js';

/** How often the server is asked, in milliseconds. */
const lookMs = 400;
/** How often it is asked whether a run waits for people alone, in looks; twice it has to be so. */
const looksPerQuestion = 3;
/** How often it is asked whether any worker serves its pool, in looks; the first one asks. */
const looksPerRollCall = 10;

/** How a run is shown and stopped. */
interface Watching {
  readonly source: RunSource;
  readonly view: RunView;
  readonly stop: StopSignals;
  /** Says a line to whoever waits. */
  readonly say: (line: string) => void;
}

/**
 * Shows a run that a server works on until it ends, or nothing of it goes on before a person approves a patch.
 * Where no worker takes its work, that is said.
 * Ctrl-C once: the server is asked to stop it gently. Twice: at once.
 */
export async function watchRun(
  api: UetClient,
  run: Pick<RunState, 'id' | 'pool'>,
  watching: Watching,
): Promise<void> {
  const runId = run.id;
  const { source, view, stop } = watching;
  let asked: Promise<unknown> = Promise.resolve();
  // One after the other: at the same time, each would find the run changed by the other.
  const cancel = (now: boolean): void => {
    asked = asked
      .then(() => api.runs.cancel.mutate({ run_id: runId, now }))
      .catch(async (error: Error) => {
        const { errorOf } = await import('@uet/client');
        // A run that rests by now has nothing left to stop.
        if (errorOf(error).code !== 'illegal_move') view.say(`it could not be stopped: ${error.message}`);
      });
  };
  void stop.asked.then(() => {
    view.say('stopping: nothing new starts, what runs finishes (Ctrl-C again to end it at once)');
    cancel(false);
  });
  // It may have been asked for while the run was being started.
  if (stop.kill.aborted) cancel(true);
  else stop.kill.addEventListener('abort', () => cancel(true));
  try {
    await untilAtRest(api, run, watching);
    await source.catchUp();
  } finally {
    // The terminal is given back also where the server is gone.
    await view.end().catch(() => undefined);
  }
}

async function untilAtRest(
  api: UetClient,
  { id: runId, pool }: Pick<RunState, 'id' | 'pool'>,
  { view, stop, say }: Watching,
): Promise<void> {
  let waited = 0;
  let isServed = true;
  for (let look = 1; ; look += 1) {
    const { items } = await api.runs.lines.query({ run_ids: [runId] });
    const [run] = items;
    await view.update();
    if (run === undefined || atRest.has(run.state)) return;
    if (look % looksPerRollCall === 1) {
      const wasServed = isServed;
      isServed = (await servedPools(api)).has(pool);
      if (wasServed && !isServed) say(unserved(runId, pool));
    }
    if (look % looksPerQuestion === 0) {
      waited = (await waitsForPeople(api, run)) ? waited + 1 : 0;
      if (waited === 2) return;
    }
    await (stop.isAsked ? wait(lookMs) : Promise.race([wait(lookMs), stop.asked]));
  }
}

const unserved = (runId: string, pool: string): string =>
  `run ${runId} waits: no worker serves the pool ${pool}; start \`uet up\`, or a worker of that pool, where the server runs`;

const live = ['pending', 'blocked', 'queued', 'running', 'validating', 'retrying'] as const;
const moving = ['created', 'queued', 'applied', 'verified', 'apply_failed'] as const;

async function waitsForPeople(api: UetClient, run: RunLine): Promise<boolean> {
  if (run.state !== 'running' || run.approvals_pending === 0) return false;
  const ofRun = { run_id: run.id };
  const tasks = await readPages((page) => api.tasks.list.query({ ...ofRun, states: [...live], ...page }));
  if (!tasks.every(isHeld)) return false;
  const { items } = await api.patches.list.query({ ...ofRun, states: [...moving], limit: 1 });
  return items.length === 0;
}

/** A task that waits for a person, or for what does; not for time to pass. */
function isHeld({ state, waits_for: reason }: TaskLine): boolean {
  if (state === 'validating') return reason === 'approval';
  const passes = reason === null || reason === 'backoff' || reason === 'breaker_open' || reason === 'worker';
  return (state === 'pending' || state === 'blocked') && !passes;
}
