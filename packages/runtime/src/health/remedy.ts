import type { StuckRow } from '@uet/db';
import { unfinished } from '../recovery/wake-runs.js';

/** What to do about a row that is stuck, as a sentence. */
export function remedyFor({
  entity_type: type,
  entity_id: id,
  run_id: run,
  run_state: state,
  ...rest
}: StuckRow): string {
  const { pool, served } = rest;
  if (!served && pool !== run) return `Start a worker for the pool ${pool}: \`uet-worker ${pool}\`.`;
  if (unfinished.some((each) => each === state)) {
    if (type === 'attempt') return `Its worker is gone: resume run ${run}, and the task is tried again.`;
    return served
      ? `Resume run ${run}; if that does not help, cancel it and retry it.`
      : `The process of run ${run} is gone: resume it.`;
  }
  if (type === 'patch') return `Its run has ended: drop patch ${id}, then ask for it again.`;
  return `Its run has ended: start any worker, which settles what was left.`;
}
