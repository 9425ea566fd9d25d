'use client';

import { useQuery } from '@tanstack/react-query';
import { useApi } from '@/api/api';
import { Link } from '@/ui/link';
import { Loading, Problem } from '@/ui/notices';
import { Panel } from '@/ui/panel';
import { StateBadge } from '@/ui/state-badge';
import { ApprovalBox } from './approval-box';
import { Discussion } from './discussion';
import { PatchButtons } from './patch-buttons';
import { PatchDiff } from './patch-diff';
import { PatchFacts } from './patch-facts';
import { PatchGates } from './patch-gates';
import { PatchHistory } from './patch-history';
import { PatchRelations } from './patch-relations';
import { PolicyVerdict } from './policy-verdict';
import { usePlace } from './use-place';
import { useTaskOf } from './use-task-of';

interface PatchViewProps {
  readonly patchId: string;
  /** Beside the list: less wide, with a link to the page of the patch. */
  readonly beside?: boolean;
}

/** A patch with all there is to know of it, and what can be done with it. */
export function PatchView({ patchId, beside = false }: PatchViewProps) {
  const api = useApi();
  const { data, error, refetch } = useQuery(api.patches.get.queryOptions({ patch_id: patchId }));
  const { attempts, replacedBy } = useTaskOf(data?.patch);
  const place = usePlace();
  if (error !== null) {
    return (
      <Panel>
        <Problem error={error} retry={() => void refetch()} />
      </Panel>
    );
  }
  if (data === undefined) {
    return (
      <Panel>
        <Loading lines={14} />
      </Panel>
    );
  }
  const { patch, comments, gates, history, rolled_back_by: rolledBackBy } = data;
  const title = patch.message?.split('\n')[0] || patch.task_title;
  return (
    <article className="flex min-w-0 flex-col gap-4">
      <header className="flex flex-wrap items-start justify-between gap-x-6 gap-y-3">
        <div className="flex min-w-0 flex-col gap-1">
          <div className="flex min-w-0 flex-wrap items-center gap-x-3 gap-y-1">
            <h2 className="min-w-0 text-lg font-semibold tracking-tight break-words">
              {beside ? (
                <Link href={`/runs/${patch.run_id}/patches/${patch.id}`} className="hover:underline">
                  {title}
                </Link>
              ) : (
                title
              )}
            </h2>
            <StateBadge of="patch" state={patch.state} reason={patch.reason} />
          </div>
          {patch.reason === null ? null : <p className="break-words text-muted">{patch.reason}</p>}
          {patch.apply_error === null || patch.state === 'committed' ? null : (
            <p className="font-mono text-[13px] break-words text-bad">{patch.apply_error}</p>
          )}
        </div>
        <div className="flex flex-wrap gap-2">
          <PatchButtons patch={patch} rolledBackBy={rolledBackBy} />
        </div>
      </header>
      {patch.approval === null ? null : <ApprovalBox approval={patch.approval} />}
      <PatchFacts patch={patch} attempt={attempts.get(patch.attempt_id ?? '') ?? null} />
      <PatchRelations patch={patch} rolledBackBy={rolledBackBy} replacedBy={replacedBy} />
      <div className="grid gap-4 md:grid-cols-2 lg:grid-cols-3">
        <PolicyVerdict validation={patch.validation} />
        <PatchGates gates={gates} />
        <PatchHistory history={history} />
      </div>
      <Discussion patchId={patch.id} comments={comments} attempts={attempts} goTo={place.goTo} />
      {/* Not a Panel: what sticks to the top of the window needs the page to scroll. */}
      <section aria-label="What the patch does" className="min-w-0 rounded-lg border border-line bg-panel">
        <PatchDiff
          key={patch.id}
          patch={patch}
          comments={comments}
          attempts={attempts}
          place={place}
          narrow={beside}
        />
      </section>
    </article>
  );
}
