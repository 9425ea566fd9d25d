import { setTimeout as wait } from 'node:timers/promises';
import { awaitsApproval, foresee } from '@uet/core';
import { abandonWork, cancelRun, type Engine, type Session, startEngine, tick } from '@uet/runtime';
import type { RunState } from '@uet/schemas';
import type { RunView } from '../view/run-view.js';
import type { StopSignals } from './stop-signals.js';

/** How often the run is looked at, in milliseconds. */
const lookMs = 100;
/** How often it is asked whether a run waits for people alone, in looks. */
const looksPerQuestion = 10;

const person = 'person:cli' as const;
/** The states in which nothing is left to do for a run before a person asks for it. */
export const atRest: ReadonlySet<RunState['state']> = new Set([
  'succeeded',
  'failed',
  'quarantined',
  'canceled',
  'paused',
]);

/**
 * Works on a run in this process until it ends, or nothing of it goes on before a person approves a patch, and shows
 * it: the engine takes the run's own jobs only.
 * Ctrl-C once: nothing new starts, what runs finishes and lands. Twice: what runs is killed.
 * Answers false where people ended all workers of this process before that: the run is interrupted.
 */
export async function driveRun(
  session: Session,
  run: RunState,
  view: RunView,
  stop: StopSignals,
): Promise<boolean> {
  const { context, database } = session;
  const slots = run.config.max_concurrency;
  const engine = await startEngine({ context, database: database.pool, pool: run.pool, slots });
  let isLeft = false;
  void engine.ended.then(() => {
    isLeft = true;
  });
  const isOver = (): boolean => stop.kill.aborted || isLeft;
  const canceling = stop.asked.then(() => askToCancel(session, run.id, view));
  try {
    await Promise.race([follow(session, run.id, view, isOver), engine.broken]);
  } catch (error) {
    // The terminal is given back also where the database is gone.
    await view.end().catch(() => undefined);
    throw error;
  } finally {
    await stopEngine(engine);
  }
  if (stop.kill.aborted) {
    await canceling;
    await abandonWork(context, run.id, person);
    await tick(context, run.id);
  }
  await view.end();
  return !isLeft || (await rests(session, run.id));
}

async function askToCancel(session: Session, runId: string, view: RunView): Promise<void> {
  view.say('stopping: nothing new starts, what runs finishes (Ctrl-C again to end it at once)');
  await cancelRun(session.context, runId, person).catch(() => undefined);
}

async function follow(session: Session, runId: string, view: RunView, isOver: () => boolean): Promise<void> {
  for (let look = 1; ; look += 1) {
    const run = await session.store.find('runs', runId);
    await view.update();
    if (run === null || atRest.has(run.state) || isOver()) return;
    if (look % looksPerQuestion === 0 && (await waitsForPeople(session, runId))) return;
    await wait(lookMs);
  }
}

async function rests(session: Session, runId: string): Promise<boolean> {
  const run = await session.store.find('runs', runId);
  return run === null || atRest.has(run.state) || waitsForPeople(session, runId);
}

async function waitsForPeople({ store, context }: Session, runId: string): Promise<boolean> {
  const pending = await store.list('approvals', { run_id: runId, state: 'pending' }, { limit: 1 });
  const snapshot = pending.length === 0 ? null : await store.snapshot(runId);
  if (snapshot === null) return false;
  return awaitsApproval(snapshot, foresee(snapshot, context.clock.now()));
}

/** A database that is gone cannot be signed off from; the error that told so is the one to show. */
async function stopEngine(engine: Engine): Promise<void> {
  await engine.stop().catch(() => undefined);
}
