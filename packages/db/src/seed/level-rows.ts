import { isFinal, taskMachine } from '@uet/core';
import type { PhaseState, Task, WorkstreamState } from '@uet/schemas';
import type { DemoRun } from './demo-run.js';
import { instant } from './seed-rows.js';

/** The rows above the tasks of a run, made first and settled when the tasks are known. */
export interface DemoLevels {
  readonly phases: ReadonlyMap<string, Draft<PhaseState>>;
  readonly workstreams: ReadonlyMap<string, Draft<WorkstreamState>>;
}

type Draft<T> = { -readonly [K in keyof T]: T[K] };

/** Adds phases, workstreams and their edges, as they are before anything has begun. */
export function addLevels(run: DemoRun): DemoLevels {
  const { random, rows, plan, story, id } = run;
  const createdMs = story.startMs - 500;
  const fresh = () => ({
    id: random.id(createdMs),
    run_id: id,
    version: 0,
    reason: null,
    created_at: instant(createdMs),
    started_at: null,
    ended_at: null,
  });
  const phases = new Map(
    plan.compiled.phases.map(({ key, title, ordinal, acceptance }) => {
      const row: Draft<PhaseState> = {
        ...fresh(),
        key,
        title,
        ordinal,
        state: 'planned',
        acceptance: [...acceptance],
      };
      return [key, row];
    }),
  );
  const workstreams = new Map(
    plan.compiled.workstreams.map(({ key, phase, title, ordinal, scope, critical, maxConcurrency }) => {
      const row: Draft<WorkstreamState> = {
        ...fresh(),
        phase_id: phases.get(phase)?.id ?? '',
        key,
        title,
        ordinal,
        state: 'planned',
        scope: [...scope],
        critical,
        max_concurrency: maxConcurrency,
      };
      return [key, row];
    }),
  );
  for (const row of phases.values()) rows.add('phases', row);
  for (const row of workstreams.values()) rows.add('workstreams', row);
  return { phases, workstreams };
}

/** The id of what an edge of a plan names: `task`, `workstream:x` or `phase:x`. */
export function idOfReference(
  { phases, workstreams }: DemoLevels,
  tasks: ReadonlyMap<string, Task>,
  text: string,
): string {
  const [level, key = ''] = text.split(':');
  const row =
    level === 'phase' ? phases.get(key) : level === 'workstream' ? workstreams.get(key) : tasks.get(text);
  if (row === undefined) throw new Error(`the plan names ${text}, which it does not have`);
  return row.id;
}

/** Settles workstreams, then phases, by what their tasks are. */
export function settleLevels(
  run: DemoRun,
  { phases, workstreams }: DemoLevels,
  tasks: readonly Task[],
): void {
  const byWorkstream = new Map<string, Task[]>();
  for (const task of tasks)
    byWorkstream.set(task.workstream_id, [...(byWorkstream.get(task.workstream_id) ?? []), task]);
  if (run.state === 'pending' || run.state === 'initializing') return;
  let isOpen = true;
  for (const phase of [...phases.values()].sort((a, b) => a.ordinal - b.ordinal)) {
    const members = [...workstreams.values()].filter((each) => each.phase_id === phase.id);
    for (const member of members) settleWorkstream(run, member, byWorkstream.get(member.id) ?? [], isOpen);
    settlePhase(run, phase, members, isOpen);
    isOpen &&= phase.state === 'done';
  }
}

const latest = (times: ReadonlyArray<string | null>): string | null =>
  times.reduce((last, time) => (time !== null && (last === null || time > last) ? time : last), null);
const earliest = (times: ReadonlyArray<string | null>): string | null =>
  times.reduce((first, time) => (time !== null && (first === null || time < first) ? time : first), null);

function settleWorkstream(
  run: DemoRun,
  row: Draft<WorkstreamState>,
  tasks: readonly Task[],
  isOpen: boolean,
): void {
  const startedAt = earliest(tasks.map((task) => task.queued_at ?? task.started_at));
  row.started_at = startedAt;
  row.version = startedAt === null ? 0 : 2;
  const failed = tasks.find(({ state }) => state === 'failed');
  const stopped = tasks.find(({ state }) => state === 'canceled');
  if (tasks.some(({ state }) => !isFinal(taskMachine, state))) {
    if (startedAt !== null) row.state = 'executing';
    else if (isOpen) row.state = 'ready';
    return;
  }
  const end = { ended_at: latest(tasks.map((task) => task.ended_at)), version: 3 };
  if (failed !== undefined)
    Object.assign(row, { state: 'failed', reason: `task ${failed.key}: ${failed.reason}`, ...end });
  else if (stopped !== undefined) Object.assign(row, { state: 'canceled', reason: stopped.reason, ...end });
  else Object.assign(row, { state: 'completed', ...end });
  noteEnd(run, 'workstream', row);
}

function settlePhase(
  run: DemoRun,
  row: Draft<PhaseState>,
  members: ReadonlyArray<Draft<WorkstreamState>>,
  isOpen: boolean,
): void {
  const startedAt = earliest(members.map((member) => member.started_at)) ?? (isOpen ? row.created_at : null);
  row.started_at = startedAt;
  const isDone = members.every(({ state }) => state === 'completed');
  const runEnded = run.state !== 'running' && run.state !== 'paused' && run.state !== 'validating';
  const endedAt = latest(members.map((member) => member.ended_at)) ?? instant(run.seenMs);
  if (isDone && (run.state !== 'validating' || row.acceptance.length === 0)) {
    Object.assign(row, { state: 'done', version: 2, ended_at: endedAt });
    noteEnd(run, 'phase', row);
  } else if (runEnded) {
    const reason = run.canceledMs === null ? 'run_failed' : 'run_canceled';
    Object.assign(row, { state: 'abandoned', version: 2, reason, ended_at: endedAt });
    noteEnd(run, 'phase', row);
  } else if (isOpen)
    Object.assign(row, { state: 'active', version: 1, started_at: startedAt ?? row.created_at });
}

const triggers: Readonly<Record<string, string>> = {
  done: 'finish',
  abandoned: 'abandon',
  completed: 'complete',
  failed: 'fail',
  canceled: 'cancel',
};

function noteEnd(
  { rows }: DemoRun,
  entity: 'phase' | 'workstream',
  row: Draft<PhaseState> | Draft<WorkstreamState>,
): void {
  const from = entity === 'phase' ? 'active' : 'validating';
  const at = Date.parse(row.ended_at ?? row.created_at);
  rows.note(entity, row, {
    at,
    trigger: triggers[row.state] ?? row.state,
    from,
    to: row.state,
    reason: row.reason,
  });
}
