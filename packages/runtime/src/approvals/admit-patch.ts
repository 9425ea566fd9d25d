import { Approvals, type ChangeSet, PatchLedger } from '@uet/core';
import type { PatchArtifact, PatchLedgerEntry, RunState, Task, WsStep } from '@uet/schemas';

/** True where a person has to approve a patch of the task: one that takes work back was asked for by a person. */
export const needsApproval = (
  { step }: Pick<Task, 'step'>,
  { origin }: Pick<PatchArtifact, 'origin'>,
): boolean => (step as Partial<WsStep>).approval === true && origin !== 'rollback';

/** Lets a patch that the policy accepted into its lane, or asks a person first: until then it stays `validated`. */
export function admitPatch(
  changes: ChangeSet,
  run: RunState,
  validated: PatchLedgerEntry,
  { mustAsk }: { readonly mustAsk: boolean },
): PatchLedgerEntry {
  if (mustAsk) {
    new Approvals(changes).request(validated);
    return validated;
  }
  changes.enqueue({ name: 'land', pool: run.pool, subject: run.lane });
  return new PatchLedger(changes).queue(validated);
}
