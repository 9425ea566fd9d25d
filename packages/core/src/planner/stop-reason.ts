import { isHalted } from '../costs/index.js';
import type { Planning } from './planning.js';
import { fatalTasks, refusalOf } from './refusal.js';

/** Why nothing new of the run may start: canceled by a person, a critical failure, a used-up budget. */
export type StopReason = 'run_canceled' | 'run_failed' | 'budget_exceeded';

/** Why the run starts nothing new, or null where it goes on. */
export function stopReasonOf(planning: Planning): StopReason | null {
  const { run, snapshot } = planning;
  if (run.cancel_requested_at !== null) return 'run_canceled';
  if (isHalted(snapshot.budgets)) return 'budget_exceeded';
  if (run.config.error_strategy !== 'fail_fast') return null;
  return refusalOf(planning) !== null || fatalTasks(planning).length > 0 ? 'run_failed' : null;
}
