import type { TemplatePlan } from '@uet/schemas/api';
import { ChevronDown, ChevronRight, Route, Split, UserCheck } from 'lucide-react';
import type { Place } from '@/graph/layout';
import { classes } from '@/ui/classes';
import { formatCount } from '@/ui/format';

type Task = TemplatePlan['tasks'][number];

const boxOf = ({ x, y, width, height }: Place) => ({ left: x, top: y, width, height });

interface PlanNodeProps {
  readonly place: Place;
  readonly task: Task;
  /** Whether it is on the critical path. */
  readonly onPath: boolean;
  readonly onOpen: () => void;
}

/** A task of a plan: title, what does it, and what is special about it. */
export function PlanNode({ place, task, onPath, onOpen }: PlanNodeProps) {
  const { title, tool, kind, approval, condition, critical } = task;
  const notes = [
    onPath ? 'on the critical path' : null,
    approval ? 'needs an approval' : null,
    condition === null ? null : `only if ${condition}`,
    critical ? null : 'the run may go on without it',
  ].filter((note) => note !== null);
  return (
    <button
      type="button"
      onClick={onOpen}
      title={[title, ...notes].join('\n')}
      style={boxOf(place)}
      className={classes(
        'absolute flex flex-col justify-center rounded-md border bg-raised px-2.5 text-left hover:border-accent',
        onPath ? 'border-accent' : 'border-line-strong',
        !critical && 'border-dashed',
      )}
    >
      <span className="flex w-full items-center gap-1.5">
        <span className="truncate text-[13px] font-medium">{title}</span>
        <span aria-hidden className="ml-auto flex shrink-0 gap-1 text-muted [&_svg]:size-3.5">
          {approval ? <UserCheck /> : null}
          {condition === null ? null : <Split />}
          {onPath ? <Route className="text-accent" /> : null}
        </span>
      </span>
      <span className="w-full truncate text-xs text-muted">
        {tool ?? 'chosen by the router'}
        {kind === null ? '' : ` · ${kind}`}
      </span>
      {notes.length === 0 ? null : <span className="sr-only">: {notes.join(', ')}</span>}
    </button>
  );
}

interface PlanGroupProps {
  readonly place: Place;
  readonly title: string;
  /** How many tasks are in it. */
  readonly count: number;
  readonly onToggle: () => void;
}

/** A phase or workstream around its tasks, or as one node where it is closed. */
export function PlanGroup({ place, title, count, onToggle }: PlanGroupProps) {
  const { kind, collapsed } = place;
  const isPhase = kind === 'phase';
  const Icon = collapsed ? ChevronRight : ChevronDown;
  return (
    <div
      style={boxOf(place)}
      className={classes(
        'absolute rounded-lg border',
        isPhase
          ? 'border-line bg-panel'
          : collapsed
            ? 'border-line-strong bg-raised'
            : 'border-line bg-sunken',
      )}
    >
      <button
        type="button"
        aria-expanded={!collapsed}
        onClick={onToggle}
        className={classes(
          'flex w-full items-center gap-1.5 truncate px-2.5 text-left hover:text-accent',
          collapsed ? 'h-full' : 'h-9',
        )}
      >
        <Icon aria-hidden className="size-4 shrink-0 text-muted" />
        <span className={classes('truncate', isPhase ? 'font-semibold' : 'font-medium')}>{title}</span>
        <span className="shrink-0 text-[13px] text-muted">
          {formatCount(count)} {count === 1 ? 'task' : 'tasks'}
        </span>
      </button>
    </div>
  );
}
