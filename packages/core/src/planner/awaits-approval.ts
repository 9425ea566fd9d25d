import type { PatchLedgerEntry } from '@uet/schemas';
import type { TaskRow } from '../tasks/index.js';
import type { Plan } from './plan.js';
import type { RunSnapshot } from './run-snapshot.js';

const atWork: ReadonlySet<TaskRow['state']> = new Set(['queued', 'running']);
const atRest: ReadonlySet<PatchLedgerEntry['state']> = new Set(['validated', 'quarantined']);

/** True where nothing of the run goes on before a person has approved or rejected a patch. */
export function awaitsApproval(snapshot: RunSnapshot, { changes, nextTickAt }: Plan): boolean {
  const { run, approvals, tasks, openPatches } = snapshot;
  return (
    run.state === 'running' &&
    approvals.length > 0 &&
    changes.isEmpty &&
    nextTickAt === null &&
    tasks.every(({ state }) => !atWork.has(state)) &&
    openPatches.every(({ state }) => atRest.has(state))
  );
}
