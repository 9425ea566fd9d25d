import { Approvals, type ChangeSet } from '@uet/core';
import type { EngineContext } from '../engine/engine-context.js';

/** Takes back what people were asked about a patch, or about a whole run: nobody has to decide it any more. */
export async function withdrawApprovals(
  { store }: Pick<EngineContext, 'store'>,
  changes: ChangeSet,
  of: { readonly patch_id: string } | { readonly run_id: string },
  reason: string,
): Promise<void> {
  for (const approval of await store.list('approvals', { ...of, state: 'pending' }))
    new Approvals(changes).withdraw(approval, reason);
}
