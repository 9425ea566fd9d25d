import type { GateLine } from '@uet/schemas/api';
import { CaseCounts, GateMarks } from '@/gates/gate-summary';
import { formatDuration } from '@/ui/format';
import { Link } from '@/ui/link';
import { Panel } from '@/ui/panel';
import { StateBadge } from '@/ui/state-badge';

/** The gates that tested a patch, the latest first. */
export function PatchGates({ gates }: { readonly gates: readonly GateLine[] }) {
  const latest = gates.toSorted((a, b) => (a.created_at < b.created_at ? 1 : -1));
  return (
    <Panel title="Gates">
      {latest.length === 0 ? <p className="text-muted">Nothing has tested it yet.</p> : null}
      <ul className="flex max-h-64 flex-col gap-3 overflow-y-auto">
        {latest.map((gate) => (
          <li key={gate.id}>
            <div className="flex flex-wrap items-center gap-2">
              <StateBadge of="gate" state={gate.state} reason={gate.reason} />
              <Link
                href={`/runs/${gate.run_id}/gates/${gate.id}`}
                className="font-medium text-accent hover:underline"
              >
                {gate.name}
              </Link>
              <GateMarks gate={gate} />
            </div>
            <p className="mt-0.5 flex flex-wrap gap-x-2 text-[13px] text-muted">
              {gate.ended_at === null ? 'no result yet' : <CaseCounts gate={gate} />}
              {gate.duration_ms === null ? null : <span>{formatDuration(gate.duration_ms)}</span>}
            </p>
            {gate.failing[0] === undefined ? null : (
              <p className="mt-0.5 truncate text-[13px] text-bad">{gate.failing[0].name}</p>
            )}
          </li>
        ))}
      </ul>
    </Panel>
  );
}
