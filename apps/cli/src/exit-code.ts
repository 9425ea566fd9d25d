import { type ErrorCode, errorTable, type Fault } from '@uet/core';
import type { RunState } from '@uet/schemas';
import { exitCodes } from './exit-codes.js';

const byFault: Record<Fault, number> = {
  caller: exitCodes.badInput,
  system: exitCodes.system,
  dependency: exitCodes.system,
};

/** Errors whose exit code is not that of their fault. */
const byCode: Partial<Record<ErrorCode, number>> = {
  budget_exceeded: exitCodes.budget,
  unpriced: exitCodes.budget,
  canceled: exitCodes.canceled,
  repository_locked: exitCodes.badInput,
};

/** The exit code of an error. */
export const exitCodeOfError = (code: ErrorCode): number => byCode[code] ?? byFault[errorTable[code].fault];

const byState: Record<RunState['state'], number> = {
  pending: exitCodes.system,
  initializing: exitCodes.system,
  running: exitCodes.system,
  validating: exitCodes.system,
  paused: exitCodes.badInput,
  succeeded: exitCodes.succeeded,
  failed: exitCodes.failed,
  quarantined: exitCodes.quarantined,
  canceled: exitCodes.canceled,
};

/** The exit code of a run, by its state and by what is left of its patches; one that waits for approval is like a paused one. */
export function exitCodeOfRun(
  run: Pick<RunState, 'state' | 'reason'>,
  patches: ReadonlyArray<{ readonly state: string }>,
  approvals: readonly unknown[] = [],
): number {
  if (run.state === 'running' && approvals.length > 0) return byState.paused;
  if (run.state === 'failed' && wasBudget(run.reason)) return exitCodes.budget;
  const remain = patches.some(({ state }) => state === 'quarantined');
  return run.state === 'succeeded' && remain ? exitCodes.quarantined : byState[run.state];
}

/** The planner's own word, or what the cost tracker says of the budget that refused a task which the run needs. */
const wasBudget = (reason: string | null): boolean =>
  reason !== null &&
  (reason === 'budget_exceeded' || /\bthe (run|workstream|task|tool) budget of \$/.test(reason));
