'use client';

import type { Approval } from '@uet/schemas';
import { Decide } from '@/approvals/decide';
import { StateBadge } from '@/ui/state-badge';
import { Age } from '@/ui/time';

/** The approval that a patch needs: to be decided, or as it was decided. */
export function ApprovalBox({ approval }: { readonly approval: Approval }) {
  const { state, reason, decided_by: decidedBy, created_at: createdAt, ended_at: endedAt } = approval;
  const pending = state === 'pending';
  return (
    <section
      aria-label="Approval"
      className={
        pending
          ? 'flex flex-wrap items-center gap-x-4 gap-y-3 rounded-lg border border-waiting bg-waiting-soft px-4 py-3'
          : 'flex flex-wrap items-center gap-x-4 gap-y-2 rounded-lg border border-line bg-panel px-4 py-3'
      }
    >
      <StateBadge of="approval" state={state} />
      <div className="min-w-0 flex-1 basis-64">
        {pending ? (
          <p>
            <strong className="font-semibold">Waits for a person’s leave to land.</strong>{' '}
            <span className="text-muted">
              Asked for <Age at={createdAt} />.
            </span>
          </p>
        ) : (
          <p>
            {decidedBy === null ? 'Not decided' : `By ${decidedBy.replace('person:', '')}`},{' '}
            <Age at={endedAt} />
            {reason === null ? null : <span className="block text-muted">“{reason}”</span>}
          </p>
        )}
      </div>
      {pending ? <Decide approval={approval} /> : null}
    </section>
  );
}
