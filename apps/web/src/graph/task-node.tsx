'use client';

import type { TaskLine } from '@uet/schemas/api';
import { memo, useContext } from 'react';
import { classes } from '@/ui/classes';
import { StateIcon, stateRow, stateWords } from '@/ui/state-badge';
import { toneClasses, toneColor } from '@/ui/tones';
import { anchors } from './anchors';
import { GraphContext } from './graph-context';

interface CardProps {
  readonly task: TaskLine;
  readonly critical: boolean;
  readonly dimmed: boolean;
  readonly focused: boolean;
  readonly open: (id: string) => void;
}

const TaskCard = memo(function TaskCard({ task, critical, dimmed, focused, open }: CardProps) {
  const { tone } = stateRow('task', task.state);
  const tries = task.attempts_total > 1 ? `, ${task.attempts_total} attempts` : '';
  return (
    <button
      type="button"
      id={`node-${task.id}`}
      tabIndex={-1}
      aria-label={`${task.title}: ${stateWords(task.state)}${tries}${critical ? ', on the critical path' : ''}`}
      title={task.title}
      onClick={() => open(task.id)}
      style={{ borderLeftColor: toneColor[tone] }}
      className={classes(
        'pointer-events-auto flex size-full flex-col justify-center gap-0.5 rounded-md border border-l-4 bg-raised px-2.5 text-left leading-tight',
        'hover:border-line-strong',
        critical && 'ring-2 ring-accent',
        focused && 'outline-2 outline-offset-3 outline-accent',
        dimmed && 'opacity-30',
      )}
    >
      <span className="w-full truncate text-[13px] font-medium">{task.title}</span>
      <span className="flex w-full items-center gap-1 text-xs text-muted">
        <span className={classes('inline-flex items-center gap-1 rounded-full px-1.5', toneClasses[tone])}>
          <StateIcon of="task" state={task.state} className="size-3" />
          {stateWords(task.state)}
        </span>
        {task.attempts_total > 1 ? <span>×{task.attempts_total}</span> : null}
        <span className="ml-auto truncate text-faint">{task.tool_id}</span>
      </span>
    </button>
  );
});

/** A task in the graph: its state as color, icon and word. */
export const TaskNode = memo(function TaskNode({ id }: { readonly id: string }) {
  const graph = useContext(GraphContext);
  const task = graph?.tasks.get(id);
  if (graph === null || task === undefined) return null;
  return (
    <>
      {anchors}
      <TaskCard
        task={task}
        critical={graph.critical?.has(id) ?? false}
        dimmed={graph.matches !== null && !graph.matches.has(id)}
        focused={graph.focused === id}
        open={graph.open}
      />
    </>
  );
});
