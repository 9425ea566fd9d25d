import type { ExecutionEvent, TaskStateName, WorkstreamStateName } from '@uet/schemas';
import type { Contract, OutputOf, TaskLine } from '@uet/schemas/api';

/** The tasks of a run with what waits for what. */
export type RunGraph = OutputOf<Contract['runs']['graph']>;

function changeTask(task: TaskLine, event: ExecutionEvent): TaskLine {
  const state = event.to_state as TaskStateName;
  return {
    ...task,
    state,
    reason: event.reason,
    waits_for: null,
    waits_detail: null,
    ...(state === 'queued' ? { queued_at: event.at } : {}),
    ...(state === 'running' && task.started_at === null ? { started_at: event.at } : {}),
    ...(event.tool_id === null ? {} : { tool_id: event.tool_id }),
  };
}

/** The last event of each subject of a kind that came into another state. */
const movesOf = (events: readonly ExecutionEvent[], kind: ExecutionEvent['entity_type']) =>
  new Map(
    events.flatMap((event) =>
      event.entity_type === kind && event.to_state !== null ? [[event.entity_id, event] as const] : [],
    ),
  );

/** The graph after these events: what did not change is the same object as before. */
export function applyEvents(graph: RunGraph, events: readonly ExecutionEvent[]): RunGraph {
  const tasks = movesOf(events, 'task');
  const workstreams = movesOf(events, 'workstream');
  if (tasks.size === 0 && workstreams.size === 0) return graph;
  return {
    ...graph,
    tasks: graph.tasks.map((task) => {
      const event = tasks.get(task.id);
      return event === undefined ? task : changeTask(task, event);
    }),
    workstreams: graph.workstreams.map((workstream) => {
      const event = workstreams.get(workstream.id);
      return event === undefined
        ? workstream
        : { ...workstream, state: event.to_state as WorkstreamStateName, reason: event.reason };
    }),
  };
}
