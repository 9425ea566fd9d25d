'use client';

import { Route } from 'lucide-react';
import { memo } from 'react';
import { peekAt } from '@/tasks/peek-at';
import { classes } from '@/ui/classes';
import { formatCount } from '@/ui/format';
import { StateBadge, StateIcon, stateRow, stateWords } from '@/ui/state-badge';
import { toneText } from '@/ui/tones';
import { BarView } from './bar-view';
import type { Row } from './rows';

interface RowViewProps {
  readonly row: Row;
  /** Milliseconds since the epoch, where the axis begins. */
  readonly from: number;
  readonly pxPerMs: number;
  readonly now: number;
}

const labelClasses =
  'sticky left-0 z-20 flex h-full w-(--label) shrink-0 items-center gap-1.5 border-r border-line px-3 text-left';

/** A row of the timeline. */
export const RowView = memo(function RowView({ row, from, pxPerMs, now }: RowViewProps) {
  if (row.kind === 'workstream') {
    return (
      <div className="flex h-full w-full items-center border-b border-line bg-sunken">
        <div className={classes(labelClasses, 'w-auto border-r-0 bg-sunken font-medium')}>
          <span className="max-w-80 truncate">{row.title}</span>
          <StateBadge of="workstream" state={row.state} />
          <span className="text-[13px] font-normal text-muted">
            {formatCount(row.tasks)} {row.tasks === 1 ? 'task' : 'tasks'}
          </span>
        </div>
      </div>
    );
  }
  const { task, bars, critical } = row;
  const place = (ms: number): number => (ms - from) * pxPerMs;
  return (
    <div
      data-row
      className={classes('relative flex h-full w-full border-b border-line', critical && 'bg-accent-soft/40')}
    >
      <button
        type="button"
        data-label
        aria-label={`${task.title}: ${stateWords(task.state)}${critical ? ', on the critical path' : ''}`}
        title={task.title}
        onClick={() => peekAt(task.id)}
        className={classes(
          labelClasses,
          '-outline-offset-2 hover:underline',
          critical ? 'bg-accent-soft' : 'bg-panel',
        )}
      >
        <StateIcon of="task" state={task.state} className={toneText[stateRow('task', task.state).tone]} />
        <span className="truncate">{task.title}</span>
        {critical ? <Route aria-hidden className="ml-auto size-3.5 shrink-0 text-accent" /> : null}
      </button>
      <div className="relative h-full flex-1">
        {bars.map((bar) => (
          <BarView
            key={bar.id}
            bar={bar}
            left={place(bar.from)}
            width={((bar.to ?? now) - bar.from) * pxPerMs}
            now={bar.to === null ? now : bar.to}
            onOpen={() => peekAt(task.id)}
          />
        ))}
      </div>
    </div>
  );
});
