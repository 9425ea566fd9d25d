'use client';

import type { LaneView } from '@uet/schemas/api';
import { GitBranch, GitCommitHorizontal } from 'lucide-react';
import { type ReactNode, useRef, useState } from 'react';
import { Button } from '@/ui/button';
import { CopyButton } from '@/ui/copy-button';
import { formatCount, formatDuration, repositoryName, shortCommit } from '@/ui/format';
import { Hint } from '@/ui/hint';
import { TestedEntry, WaitingEntry } from './lane-entry';
import { laneOrder } from './lane-order';
import { useMoves } from './use-moves';

/** So many waiting patches are shown before one asks for more. */
const shownAtFirst = 15;

const Figure = ({ name, children }: { readonly name: string; readonly children: ReactNode }) => (
  <div>
    <dt className="text-[13px] text-muted">{name}</dt>
    <dd className="font-semibold">{children}</dd>
  </div>
);

/** A lane: where its branch is, what is being tested on it, what waits and why. */
export function LanePanel({ lane }: { readonly lane: LaneView }) {
  const box = useRef<HTMLDivElement>(null);
  const [all, setAll] = useState(false);
  useMoves(box);
  const { tested, waiting } = laneOrder(lane.entries);
  const shown = all ? waiting : waiting.slice(0, shownAtFirst);
  return (
    <section
      aria-label={`${repositoryName(lane.repository)}, ${lane.branch}`}
      className="min-w-0 rounded-lg border border-line bg-panel"
    >
      <header className="flex flex-col gap-3 border-b border-line px-4 py-3">
        <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
          <h2 className="flex min-w-0 items-center gap-1.5 font-semibold">
            <GitBranch aria-hidden className="size-4 shrink-0 text-muted" />
            <Hint text={lane.repository}>
              <span className="truncate">{repositoryName(lane.repository)}</span>
            </Hint>
            <span className="font-normal text-muted">/</span>
            <span className="break-all">{lane.branch}</span>
          </h2>
          {lane.head === null ? null : (
            <span className="inline-flex items-center gap-1 text-[13px] text-muted">
              <GitCommitHorizontal aria-hidden className="size-4" />
              <Hint text={`${lane.head}: the last commit that landed here`}>
                <code className="font-mono">{shortCommit(lane.head)}</code>
              </Hint>
              <CopyButton text={lane.head} label="Copy the head commit" />
            </span>
          )}
        </div>
        <dl className="flex flex-wrap gap-x-8 gap-y-2">
          <Figure name="Waiting">{formatCount(lane.waiting)}</Figure>
          <Figure name="Landed in 24 h">{formatCount(lane.landed_today)}</Figure>
          <Figure name="Mean wait">{formatDuration(lane.mean_wait_ms)}</Figure>
        </dl>
      </header>
      <div ref={box} className="flex flex-col gap-3 p-4">
        {tested.length === 0 ? (
          <p className="rounded-lg border border-dashed border-line-strong px-3.5 py-3 text-muted">
            {waiting.length === 0
              ? 'Nothing waits: the lane is free.'
              : 'Nothing is being tested at the moment.'}
          </p>
        ) : (
          <ul aria-label="Being tested" className="flex flex-col gap-2.5">
            {tested.map((entry) => (
              <TestedEntry key={entry.patch.id} entry={entry} front={entry.position === 0} />
            ))}
          </ul>
        )}
        {waiting.length === 0 ? null : (
          <div>
            <h3 className="text-[13px] font-medium text-muted">In the queue</h3>
            <ol aria-label="In the queue">
              {shown.map((entry) => (
                <WaitingEntry key={entry.patch.id} entry={entry} />
              ))}
            </ol>
            {shown.length === waiting.length ? null : (
              <Button look="quiet" onClick={() => setAll(true)}>
                Show {formatCount(waiting.length - shown.length)} more
              </Button>
            )}
            {lane.waiting > lane.entries.length ? (
              <p className="pt-2 text-[13px] text-muted">
                {formatCount(lane.waiting - lane.entries.length)} more wait behind these.
              </p>
            ) : null}
          </div>
        )}
      </div>
    </section>
  );
}
