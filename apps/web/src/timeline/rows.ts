import type { TaskLine } from '@uet/schemas/api';
import type { RunGraph } from '@/run/apply-events';
import type { RunTimeline } from '@/run/use-run';
import { type Bar, barsOf, type TaskTimes } from './bars';

/** A row of the timeline: a workstream, or a task of it. */
export type Row =
  | {
      readonly kind: 'workstream';
      readonly id: string;
      readonly title: string;
      readonly state: string;
      readonly tasks: number;
    }
  | {
      readonly kind: 'task';
      readonly id: string;
      readonly task: TaskLine;
      readonly bars: readonly Bar[];
      readonly critical: boolean;
    };

/** What of a run's timeline belongs to each task. */
function timesByTask({ attempts, gates, landed }: RunTimeline): (taskId: string) => TaskTimes {
  const group = <T extends { readonly task_id: string | null }>(items: readonly T[]): Map<string, T[]> => {
    const groups = new Map<string, T[]>();
    for (const item of items) {
      if (item.task_id === null) continue;
      const known = groups.get(item.task_id);
      if (known === undefined) groups.set(item.task_id, [item]);
      else known.push(item);
    }
    return groups;
  };
  const [attemptsOf, gatesOf, landedOf] = [group(attempts), group(gates), group(landed)];
  return (id) => ({
    attempts: attemptsOf.get(id) ?? [],
    gates: gatesOf.get(id) ?? [],
    landed: landedOf.get(id) ?? [],
  });
}

/** The rows of the timeline: each workstream, in order, with its tasks. */
export function timelineRows(graph: RunGraph, timeline: RunTimeline, onlyBegun: boolean): Row[] {
  const timesOf = timesByTask(timeline);
  const critical = new Set(graph.critical_path);
  const tasksOf = new Map<string, Row[]>();
  for (const task of graph.tasks.toSorted((a, b) => a.wave - b.wave || a.ordinal - b.ordinal)) {
    const bars = barsOf(task, timesOf(task.id));
    if (onlyBegun && bars.length === 0) continue;
    const row: Row = { kind: 'task', id: task.id, task, bars, critical: critical.has(task.id) };
    const rows = tasksOf.get(task.workstream_id);
    if (rows === undefined) tasksOf.set(task.workstream_id, [row]);
    else rows.push(row);
  }
  const phases = new Map(graph.phases.map(({ id, ordinal }) => [id, ordinal]));
  const order = graph.workstreams.toSorted(
    (a, b) => (phases.get(a.phase_id) ?? 0) - (phases.get(b.phase_id) ?? 0) || a.ordinal - b.ordinal,
  );
  return order.flatMap(({ id, title, state }) => {
    const tasks = tasksOf.get(id) ?? [];
    if (tasks.length === 0) return [];
    return [{ kind: 'workstream', id, title, state, tasks: tasks.length } as const, ...tasks];
  });
}

/** The time that the bars of these rows take; null where there are none. */
export function timeRange(
  rows: readonly Row[],
  now: number,
): { readonly from: number; readonly to: number } | null {
  let [from, to] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const row of rows) {
    if (row.kind === 'workstream') continue;
    for (const bar of row.bars) {
      from = Math.min(from, bar.from);
      to = Math.max(to, bar.to ?? now);
    }
  }
  return from <= to ? { from, to: Math.max(to, from + 1_000) } : null;
}
