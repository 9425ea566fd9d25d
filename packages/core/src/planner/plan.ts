import { isFinal, taskMachine } from '../machines/index.js';
import { type ChangeContext, ChangeSet } from '../moves/index.js';
import type { Wait } from '../scheduler/index.js';
import { advancePhases } from './advance-phases.js';
import { advanceWorkstreams } from './advance-workstreams.js';
import { approvalWaits, giveUpUnapproved, withdrawAtEnd } from './approvals-due.js';
import { concludeRun } from './conclude-run.js';
import { enqueueTasks, type ToolLimits } from './enqueue-tasks.js';
import { Planning } from './planning.js';
import type { RunSnapshot } from './run-snapshot.js';
import { settleTasks } from './settle-tasks.js';
import { stopReasonOf } from './stop-reason.js';

/** What should happen next in a run. */
export interface Plan {
  /** The moves to write, and the jobs that they make necessary. */
  readonly changes: ChangeSet;
  /** Why each task waits that has not started, or whose patch a person has to approve. */
  readonly waits: ReadonlyMap<string, Wait>;
  /** When time alone will make something possible; null where nothing waits for time. */
  readonly nextTickAt: string | null;
}

/** States of a run in which its planner acts. */
const planned: ReadonlySet<string> = new Set(['running', 'paused', 'validating']);

/**
 * What should happen next in a run, from what is stored: the same snapshot, clock and ids give the same plan.
 *
 * Goes round until nothing moves any more, so that one tick carries a finished task through its workstream and
 * phase to the first tasks of the next phase. Keeps no memory between ticks.
 */
export function plan(
  snapshot: RunSnapshot,
  context: ChangeContext,
  toolLimits: ToolLimits = new Map(),
): Plan {
  const planning = new Planning(snapshot, new ChangeSet(context));
  let waits: ReadonlyMap<string, Wait> = new Map();
  if (!planned.has(snapshot.run.state)) return { changes: planning.changes, waits, nextTickAt: null };
  for (let seen = -1; seen !== planning.changes.events.length; ) {
    seen = planning.changes.events.length;
    const stop = stopReasonOf(planning);
    settleTasks(planning, stop);
    giveUpUnapproved(planning, stop);
    advancePhases(planning);
    advanceWorkstreams(planning, stop);
    // Asked anew: what has just been advanced may have been the end of a fail_fast run.
    const goesOn = planning.run.state === 'running' && stopReasonOf(planning) === null;
    if (goesOn) waits = enqueueTasks(planning, toolLimits);
    concludeRun(planning, stop);
    if (!planned.has(planning.run.state)) break;
  }
  withdrawAtEnd(planning);
  countDone(planning);
  const { nextTickAt } = planning;
  if (nextTickAt !== null) {
    const { id, pool } = planning.run;
    planning.changes.enqueue({ name: 'tick', pool, subject: id, runAt: nextTickAt });
  }
  waits = new Map([...waits, ...approvalWaits(planning)]);
  return { changes: planning.changes, waits, nextTickAt };
}

function countDone(planning: Planning): void {
  let done = 0;
  for (const task of planning.tasks) if (isFinal(taskMachine, task.state)) done += 1;
  if (done === planning.run.tasks_done) return;
  planning.run = planning.changes.change('runs', planning.run, { tasks_done: done });
}
