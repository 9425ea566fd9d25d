import { expect } from 'vitest';
import { isFinal, phaseMachine, taskMachine, workstreamMachine } from '../../src/machines/index.js';
import type { Plan, RunSnapshot } from '../../src/planner/index.js';
import { scopesOverlap } from '../../src/policy/index.js';
import type { TaskRow } from '../../src/tasks/index.js';
import type { RunShape } from './run-shape.js';
import type { Tick } from './simulation.js';

/** What a plan would write, as plain data. */
const written = ({ changes, waits, nextTickAt }: Plan) => ({
  events: changes.events,
  updates: changes.updates,
  inserts: changes.inserts,
  jobs: changes.jobs,
  waits: [...waits],
  nextTickAt,
});

/** What holds at every tick of every run. */
export function checkTick(shape: RunShape, tick: Tick): void {
  const [planned, again] = [tick.plan, tick.again].map((plan) => JSON.stringify(written(plan)));
  expect(again, 'the same snapshot gives the same plan').toBe(planned);
  expect(written(tick.second), 'a plan that was written leaves nothing to write').toMatchObject({
    events: [],
    updates: [],
    inserts: [],
  });
  for (const { trigger, entity_type: entity, entity_id: id } of tick.plan.changes.events) {
    if (entity !== 'task' || trigger !== 'enqueue') continue;
    checkDependencies(tick.after, id);
    checkCondition(tick, id);
  }
  checkLimits(shape, tick.after);
  checkConflicts(tick.after.tasks.filter(({ state }) => state in held));
  checkMover(tick);
}

const occupying = { queued: true, running: true };
const held = { ...occupying, validating: true };

/** Somebody or something will move the run: a worker, a lane, an acceptance job, the time; a person if it is paused. */
function checkMover({ after: { run, tasks }, second }: Tick): void {
  const isActive = tasks.some(({ state }) => state in held);
  const accepts = second.changes.jobs.some(({ name }) => name === 'accept');
  const moves = run.ended_at !== null || run.state === 'paused' || isActive || accepts;
  expect(moves || second.nextTickAt !== null, `run ${run.state}: nothing will ever move it`).toBe(true);
  if (second.nextTickAt !== null) {
    expect(second.nextTickAt > second.changes.now, 'no tick is asked for in the past').toBe(true);
  }
}

/** What the task, its workstream and its phase wait for has been done, or has ended where that is enough. */
function checkDependencies(snapshot: RunSnapshot, taskId: string): void {
  const task = snapshot.tasks.find(({ id }) => id === taskId);
  for (const { from_id: from, to_id: to, kind } of snapshot.dependencies) {
    if (to !== taskId && to !== task?.workstream_id && to !== task?.phase_id) continue;
    expect(endOf(snapshot, from), `${task?.key} waits for ${from}`).not.toBe('open');
    if (kind !== 'soft') expect(endOf(snapshot, from), `${task?.key} needs ${from}`).toBe('done');
  }
}

/** A task that starts for the first time has a condition that holds, or none. */
function checkCondition({ before, after }: Tick, taskId: string): void {
  const task = after.tasks.find(({ id }) => id === taskId);
  if (task === undefined || task.attempts_total > 0) return;
  const [, first] = /^tasks\.(\w+)\.state/.exec(task.condition ?? '') ?? [];
  if (first !== undefined) {
    const state = before.tasks.find(({ key }) => key === first)?.state;
    expect(state, `${task.key}: ${task.condition}`).toBe('completed');
  }
  expect(task.condition, task.key).not.toBe('params.no');
}

function endOf({ tasks, workstreams, phases }: RunSnapshot, id: string): 'open' | 'done' | 'broken' {
  const task = tasks.find((each) => each.id === id);
  if (task !== undefined) {
    if (!isFinal(taskMachine, task.state)) return 'open';
    const isExcused =
      (task.state === 'failed' && task.on_failure === 'continue') || task.reason === 'condition_not_met';
    return task.state === 'completed' || isExcused ? 'done' : 'broken';
  }
  const workstream = workstreams.find((each) => each.id === id);
  if (workstream !== undefined) {
    if (!isFinal(workstreamMachine, workstream.state)) return 'open';
    return workstream.state === 'completed' || workstream.state === 'skipped' ? 'done' : 'broken';
  }
  const phase = phases.find((each) => each.id === id);
  if (phase?.state === 'done') return 'done';
  const own = workstreams.filter(({ phase_id: of }) => of === id);
  return own.every(({ state }) => isFinal(workstreamMachine, state)) ? 'broken' : 'open';
}

function checkLimits(shape: RunShape, { tasks, workstreams }: RunSnapshot): void {
  const occupied = tasks.filter(({ state }) => state in occupying);
  expect(occupied.length).toBeLessThanOrEqual(shape.maxConcurrency);
  for (const { id, max_concurrency: limit } of workstreams) {
    const own = occupied.filter(({ workstream_id: of }) => of === id);
    expect(own.length).toBeLessThanOrEqual(limit ?? tasks.length);
  }
  const ofTool = occupied.filter(({ tool_id: tool }) => tool === 'claude');
  expect(ofTool.length).toBeLessThanOrEqual(shape.toolLimit ?? tasks.length);
}

function checkConflicts(active: readonly TaskRow[]): void {
  for (const [index, task] of active.entries()) {
    for (const other of active.slice(index + 1)) {
      const names = `${task.key} beside ${other.key}`;
      expect(task.parallel && other.parallel, names).toBe(true);
      expect(task.conflict_group === null || task.conflict_group !== other.conflict_group, names).toBe(true);
      const overlaps =
        task.scope.length > 0 && other.scope.length > 0 && scopesOverlap(task.scope, other.scope);
      expect(overlaps, names).toBe(false);
    }
  }
}

/** What holds once a run has ended. */
export function checkEnd(last: RunSnapshot): void {
  const { run, phases, workstreams, tasks } = last;
  for (const { key, state } of tasks) expect(isFinal(taskMachine, state), key).toBe(true);
  for (const { key, state } of workstreams) expect(isFinal(workstreamMachine, state), key).toBe(true);
  for (const { key, state } of phases) expect(isFinal(phaseMachine, state), key).toBe(true);
  expect(run.tasks_done).toBe(run.tasks_total);
  if (run.state === 'canceled') expect(run.cancel_requested_at).not.toBeNull();
  else expect(run.state === 'succeeded', run.reason ?? 'succeeded').toBe(isGood(last));
}

/** Whether a run that ended has all that it cannot do without. */
function isGood({ run, phases, workstreams, tasks, acceptance }: RunSnapshot): boolean {
  const passed = new Set(
    acceptance
      .filter(({ state, tree_id: tree }) => state === 'passed' && tree === run.head_tree)
      .map(({ phase_id: phase, name }) => `${phase} ${name}`),
  );
  const isAccepted = phases.every(({ id, acceptance: names }) =>
    names.every((name) => passed.has(`${id} ${name}`)),
  );
  const isWhole = workstreams.every(
    ({ critical, state }) => !critical || state === 'completed' || state === 'skipped',
  );
  return isAccepted && isWhole && !tasks.some(({ reason }) => reason === 'budget_exceeded');
}
