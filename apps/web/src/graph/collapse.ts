import type { RunGraph } from '@/run/apply-events';

/** How many tasks are shown at once without having been asked for. */
const readable = 300;

/** What is collapsed at first: nothing that one can take in, else workstreams, else whole phases. */
export function collapsedAtFirst(graph: Pick<RunGraph, 'phases' | 'workstreams' | 'tasks'>): Set<string> {
  if (graph.tasks.length <= readable) return new Set();
  const workstreams = graph.workstreams.map(({ id }) => id);
  if (workstreams.length <= readable) return new Set(workstreams);
  return new Set([...workstreams, ...graph.phases.map(({ id }) => id)]);
}

/** The collapsed groups without those around a task, so that it can be seen. */
export function openedFor(
  collapsed: ReadonlySet<string>,
  task: { readonly phase_id: string; readonly workstream_id: string },
): ReadonlySet<string> {
  if (!collapsed.has(task.phase_id) && !collapsed.has(task.workstream_id)) return collapsed;
  const next = new Set(collapsed);
  next.delete(task.phase_id);
  next.delete(task.workstream_id);
  return next;
}

/** The collapsed groups with this one the other way round. */
export function toggled(collapsed: ReadonlySet<string>, id: string): ReadonlySet<string> {
  const next = new Set(collapsed);
  if (!next.delete(id)) next.add(id);
  return next;
}
