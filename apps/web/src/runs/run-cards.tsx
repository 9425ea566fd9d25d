'use client';

import type { RunLine } from '@uet/schemas/api';
import { memo, type Ref } from 'react';
import { classes } from '@/ui/classes';
import { formatMoney, repositoryName } from '@/ui/format';
import { Link } from '@/ui/link';
import { Age } from '@/ui/time';
import { RunDuration, RunPatches, RunProgress, RunStateCell } from './run-cells';
import type { RunListProps } from './run-list-props';
import type { RunWindow } from './use-run-window';

/** The height of a card with its border, in pixels: all are alike. */
export const cardPx = 132;

/** The runs as cards, for narrow windows. */
export function RunCards({
  runs,
  selection,
  current,
  window: shown,
}: RunListProps & { readonly window: RunWindow }) {
  return (
    <ul
      ref={shown.body as Ref<HTMLUListElement>}
      aria-label="Runs"
      aria-busy={runs.loading || runs.stale}
      className={classes('[overflow-anchor:none]', runs.stale && 'opacity-60')}
    >
      <li aria-hidden style={{ height: shown.abovePx }} />
      {shown.items.map(({ run }) => (
        <RunCard
          key={run.id}
          run={run}
          selected={selection.ids.has(run.id)}
          current={run.id === current}
          onToggle={selection.toggle}
        />
      ))}
      <li aria-hidden style={{ height: shown.belowPx }} />
      {runs.loading || (runs.hasMore && !runs.stuck)
        ? Array.from({ length: runs.loading ? 6 : 1 }, (_, index) => (
            <li
              // biome-ignore lint/suspicious/noArrayIndexKey: the cards are all alike.
              key={index}
              aria-hidden
              style={{ height: cardPx }}
              className="border-b border-line p-4"
            >
              <div className="h-full rounded bg-sunken motion-safe:animate-pulse" />
            </li>
          ))
        : null}
    </ul>
  );
}

interface RunCardProps {
  readonly run: RunLine;
  readonly selected: boolean;
  readonly current: boolean;
  readonly onToggle: (id: string) => void;
}

const RunCard = memo(function RunCard({ run, selected, current, onToggle }: RunCardProps) {
  return (
    <li
      style={{ height: cardPx }}
      className={classes(
        'relative flex flex-col justify-between border-b border-line px-4 py-3',
        selected && 'bg-accent-soft',
        current && 'shadow-[inset_3px_0_0_var(--accent)]',
      )}
    >
      <div className="flex items-center justify-between gap-3">
        <RunStateCell run={run} />
        <span className="text-[13px] text-muted">
          <Age at={run.started_at ?? run.created_at} />
        </span>
      </div>
      <div className="flex items-center gap-3">
        <div className="min-w-0 flex-1">
          <p className="truncate">
            {/* The whole card is the link: its area is stretched over it. */}
            <Link
              href={`/runs/${run.id}`}
              prefetch={false}
              data-run={run.id}
              className="font-medium after:absolute after:inset-0"
            >
              {run.template_name}
            </Link>{' '}
            <span className="text-[13px] text-muted">{run.template_version}</span>
          </p>
          <p className="truncate text-[13px] text-muted" title={run.repository}>
            {repositoryName(run.repository)} · {run.target_branch}
          </p>
        </div>
        <label className="relative z-10 -m-2 p-3">
          <input
            type="checkbox"
            aria-label={`Select run ${run.id}`}
            className="block size-4 accent-(--accent)"
            checked={selected}
            onChange={() => onToggle(run.id)}
          />
        </label>
      </div>
      <div className="flex items-center gap-4 text-[13px]">
        <div className="min-w-0 flex-1">
          <RunProgress run={run} />
        </div>
        <RunPatches run={run} />
        <span>{formatMoney(run.cost_usd)}</span>
        <span className="text-muted">
          <RunDuration run={run} />
        </span>
      </div>
    </li>
  );
});
