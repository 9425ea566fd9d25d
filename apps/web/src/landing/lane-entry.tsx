'use client';

import type { GateLine } from '@uet/schemas/api';
import { GitCommitHorizontal } from 'lucide-react';
import { LineCounts } from '@/diff/file-change';
import { formatCount, formatDuration, shortCommit } from '@/ui/format';
import { Hint } from '@/ui/hint';
import { Link } from '@/ui/link';
import { StateBadge, stateWords } from '@/ui/state-badge';
import { Age, useNow } from '@/ui/time';
import type { LaneEntry } from './lane-order';

const patchHref = ({ patch }: LaneEntry): string => `/runs/${patch.run_id}/patches/${patch.id}`;

function GateProgress({ gate }: { readonly gate: GateLine }) {
  const now = useNow();
  const ran =
    gate.duration_ms ??
    (gate.started_at === null || now === null ? null : Math.max(0, now - Date.parse(gate.started_at)));
  return (
    <li className="flex flex-wrap items-center gap-2">
      <StateBadge of="gate" state={gate.state} reason={gate.reason} />
      <Link href={`/runs/${gate.run_id}/gates/${gate.id}`} className="text-accent hover:underline">
        {gate.name}
      </Link>
      <span className="text-[13px] text-muted">
        {ran === null ? null : formatDuration(ran)}
        {gate.total === null
          ? null
          : ` · ${formatCount(gate.passed ?? 0)} of ${formatCount(gate.total)} passed`}
      </span>
    </li>
  );
}

function EntryTitle({ entry }: { readonly entry: LaneEntry }) {
  const { patch } = entry;
  return (
    <div className="flex flex-wrap items-center gap-x-2 gap-y-1">
      <Link href={patchHref(entry)} className="min-w-0 font-medium break-words text-accent hover:underline">
        {patch.task_title}
      </Link>
      <StateBadge of="patch" state={patch.state} reason={patch.reason} />
      <span className="ml-auto">
        <LineCounts insertions={patch.insertions} deletions={patch.deletions} />
      </span>
    </div>
  );
}

function EntryFacts({ entry }: { readonly entry: LaneEntry }) {
  const { patch, since } = entry;
  return (
    <p className="text-[13px] text-muted">
      <code className="font-mono">{patch.task_key}</code> ·{' '}
      <Link href={`/runs/${patch.run_id}`} className="hover:underline">
        run <code className="font-mono">{patch.run_id.slice(-8)}</code>
      </Link>{' '}
      · {stateWords(patch.state)} <Age at={since} />
    </p>
  );
}

/** A patch whose candidate is being tested: on what, by which gates. */
export function TestedEntry({ entry, front }: { readonly entry: LaneEntry; readonly front: boolean }) {
  const { patch, gates, waits_for: waitsFor } = entry;
  return (
    <li
      data-move={patch.id}
      className="flex flex-col gap-2 rounded-lg border border-active/50 bg-panel px-3.5 py-3"
    >
      {front ? (
        <p className="text-xs font-semibold tracking-wide text-active uppercase">At the front</p>
      ) : null}
      <EntryTitle entry={entry} />
      <EntryFacts entry={entry} />
      {patch.candidate_commit === null ? null : (
        <p className="flex flex-wrap items-center gap-1.5 text-[13px]">
          <GitCommitHorizontal aria-hidden className="size-4 text-muted" />
          <Hint text={`Candidate ${patch.candidate_commit}: the commit that lands if its gates pass`}>
            <code className="font-mono">{shortCommit(patch.candidate_commit)}</code>
          </Hint>
          {patch.candidate_base === null ? null : (
            <>
              <span className="text-muted">tested on top of</span>
              <Hint text={patch.candidate_base}>
                <code className="font-mono">{shortCommit(patch.candidate_base)}</code>
              </Hint>
            </>
          )}
        </p>
      )}
      {gates.length === 0 ? (
        <p className="text-[13px] text-muted first-letter:uppercase">
          {waitsFor ?? 'Its candidate is being made.'}
        </p>
      ) : (
        <ul aria-label="Gates" className="flex flex-col gap-1.5 border-t border-line pt-2">
          {gates.map((gate) => (
            <GateProgress key={gate.id} gate={gate} />
          ))}
        </ul>
      )}
    </li>
  );
}

/** A patch that waits, and why. */
export function WaitingEntry({ entry }: { readonly entry: LaneEntry }) {
  const { patch, position, waits_for: waitsFor } = entry;
  return (
    <li data-move={patch.id} className="flex gap-3 border-b border-line bg-panel py-2.5 last:border-b-0">
      <span className="w-6 shrink-0 pt-px text-right font-medium text-muted">
        {position + 1}
        <span className="sr-only">. in the lane</span>
      </span>
      <div className="flex min-w-0 flex-1 flex-col gap-0.5">
        <EntryTitle entry={entry} />
        <p className="break-words first-letter:uppercase">{waitsFor}</p>
        <EntryFacts entry={entry} />
      </div>
    </li>
  );
}
