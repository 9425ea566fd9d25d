import type { TemplatePlan } from '@uet/schemas/api';
import type { ReactNode } from 'react';
import { formatCount, formatDuration, formatMoney } from '@/ui/format';

const Figure = ({ name, children }: { readonly name: string; readonly children: ReactNode }) => (
  <div className="flex items-baseline justify-between gap-3">
    <dt className="text-muted">{name}</dt>
    <dd className="text-right">{children}</dd>
  </div>
);

/** A dry run in a few figures: what would be done, what it may cost, and how long it may take. */
export function PlanSummary({ plan }: { readonly plan: TemplatePlan }) {
  const { tasks, waves, critical_path, conflicts, gates, estimate } = plan;
  const approvals = tasks.filter(({ approval }) => approval).length;
  return (
    <dl aria-label="Dry run" className="flex flex-col gap-1 rounded-md bg-sunken px-3 py-2.5">
      <Figure name="Tasks">
        {formatCount(tasks.length)} in {formatCount(waves.length)} {waves.length === 1 ? 'wave' : 'waves'}
      </Figure>
      <Figure name="Critical path">
        {formatCount(critical_path.length)} {critical_path.length === 1 ? 'task' : 'tasks'}
      </Figure>
      <Figure name="Gates">{gates.length === 0 ? 'none' : formatCount(gates.length)}</Figure>
      <Figure name="Kept apart">{conflicts.length === 0 ? 'none' : formatCount(conflicts.length)}</Figure>
      {approvals === 0 ? null : <Figure name="Approvals">{formatCount(approvals)}</Figure>}
      <Figure name="Estimated cost">
        <b className="font-semibold">{formatMoney(estimate.cost_usd)}</b>
      </Figure>
      <Figure name="Estimated duration">
        <b className="font-semibold">{formatDuration(estimate.duration_ms)}</b>
      </Figure>
      {estimate.tasks_without_history === 0 ? null : (
        <p className="mt-1 text-[13px] text-muted">
          {estimate.tasks_without_history === tasks.length
            ? 'No estimate: nothing like it has run yet.'
            : `Without ${formatCount(estimate.tasks_without_history)} tasks, of which nothing is known.`}
        </p>
      )}
    </dl>
  );
}
