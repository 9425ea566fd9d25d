import { allowsCall, restsUntil } from '../breaker/index.js';
import { byUrgency, Scheduler, type Wait } from '../scheduler/index.js';
import type { TaskRow } from '../tasks/index.js';
import { excludedBy } from './condition.js';
import type { Planning } from './planning.js';
import { isOpen } from './settle-tasks.js';

const activeStates: ReadonlySet<TaskRow['state']> = new Set(['queued', 'running', 'validating']);
const jobPriority = { critical: 0, high: 10, normal: 20, low: 30 } as const;

/** How many tasks of each tool may run at once. */
export type ToolLimits = ReadonlyMap<string, number>;

/** Queues the tasks that may start now, most urgent first; answers why the others that were looked at wait. */
export function enqueueTasks(planning: Planning, toolLimits: ToolLimits): Map<string, Wait> {
  const waits = new Map<string, Wait>();
  const active = [...planning.tasks].filter((task) => activeStates.has(task.state));
  const scheduler = new Scheduler(limitsOf(planning, toolLimits), active);
  const ready = [...planning.tasks].filter((task) => mayStart(planning, task, waits)).sort(byUrgency);
  for (const task of ready) {
    const wait = scheduler.admit(task);
    if (wait !== null) waits.set(task.id, wait);
    else start(planning, task);
  }
  return waits;
}

function limitsOf(planning: Planning, tools: ToolLimits): ConstructorParameters<typeof Scheduler>[0] {
  const workstreams = new Map<string, number>();
  for (const { id, max_concurrency: limit } of planning.workstreams) {
    if (limit !== null) workstreams.set(id, limit);
  }
  return { run: planning.run.config.max_concurrency, workstreams, tools };
}

/** True where only other tasks can stand against starting it. */
function mayStart(planning: Planning, task: TaskRow, waits: Map<string, Wait>): boolean {
  if (task.state !== 'pending' && task.state !== 'retrying') return false;
  if (!isOpen(planning, task)) return false;
  const { on } = planning.dependenciesOf(task.id);
  if (on !== null) {
    waits.set(task.id, { reason: 'dependency', detail: planning.nameOf(on) });
    return false;
  }
  if (task.not_before !== null && task.not_before > planning.now) {
    planning.wakeAt(task.not_before);
    waits.set(task.id, { reason: 'backoff', detail: `until ${task.not_before}` });
    return false;
  }
  // Where its workstream was opened in this very round, nobody has asked yet: the next round cancels it.
  const condition = task.state === 'pending' ? task.condition : null;
  if (condition !== null && excludedBy(planning, task, condition) !== null) return false;
  return !waitsForBreaker(planning, task, waits);
}

function waitsForBreaker(planning: Planning, task: TaskRow, waits: Map<string, Wait>): boolean {
  const breaker = planning.breakerOf(task);
  if (allowsCall(breaker, planning.now)) return false;
  const until = restsUntil(breaker, planning.now);
  // One that a person holds open wakes nobody: whoever resets it does.
  if (until !== null) planning.wakeAt(until);
  const why = until === null ? 'is held open by a person' : 'keeps failing';
  waits.set(task.id, { reason: 'breaker_open', detail: `tool ${task.tool_id} ${why}` });
  return true;
}

function start(planning: Planning, task: TaskRow): void {
  const workstream = planning.workstream(task.workstream_id);
  if (workstream.state === 'ready') planning.keepWorkstream(planning.runs.startWorkstream(workstream));
  planning.keepTask(planning.lifecycle.enqueue(task));
  const { pool } = planning.run;
  planning.changes.enqueue({ name: 'execute', pool, subject: task.id, priority: jobPriority[task.priority] });
}
