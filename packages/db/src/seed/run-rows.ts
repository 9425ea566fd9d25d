import { runPlanOf } from '@uet/core';
import type { RunConfig, RunState, Task } from '@uet/schemas';
import { type DemoRun, dollars } from './demo-run.js';
import { addGate } from './gate-rows.js';
import { addLevels, type DemoLevels, idOfReference, settleLevels } from './level-rows.js';
import { instant } from './seed-rows.js';
import { type AddedTask, addTask } from './task-rows.js';
import { demoPool } from './worker-rows.js';

const notEnded: ReadonlySet<RunState['state']> = new Set([
  'pending',
  'initializing',
  'running',
  'paused',
  'validating',
]);
const finalTasks: ReadonlySet<Task['state']> = new Set(['completed', 'failed', 'canceled']);

/** What a run came to. */
export interface AddedRun {
  readonly run: RunState;
  readonly tasks: readonly Task[];
}

/** Adds a run with all of its rows, as it is at the moment that is looked at. */
export function addRun(demo: DemoRun, retryOf: string | null): AddedRun {
  const { rows, plan, story } = demo;
  const draft = { ...runOf(demo, retryOf) };
  rows.add('runs', draft);
  const levels = addLevels(demo);
  const added = addTasks(demo, levels);
  const tasks = added.map(({ task }) => task);
  addEdges(demo, levels, tasks);
  settleLevels(demo, levels, tasks);
  const costUnits = added.reduce((sum, each) => sum + each.costUnits, 0);
  const landed = latestLanded(added);
  const endMs = endOf(demo, tasks);
  Object.assign(draft, {
    cost_usd: dollars(costUnits),
    tasks_done: tasks.filter(({ state }) => finalTasks.has(state)).length,
    head_commit: landed?.commit_id ?? demo.baseCommit,
    head_tree: landed?.tree_id ?? draft.head_tree,
    reason: reasonOf(demo, tasks),
    ended_at: notEnded.has(demo.state) ? null : instant(endMs),
    started_at: demo.state === 'pending' || demo.state === 'initializing' ? null : instant(story.startMs),
    cancel_requested_at: demo.canceledMs === null ? null : instant(demo.canceledMs),
  } satisfies Partial<RunState>);
  addBudget(demo, costUnits, endMs);
  if (tasks.every(({ state }) => state === 'completed')) addAcceptance(demo, levels, { run: draft, endMs });
  noteRun(demo, draft, endMs);
  if (plan.budgetUsd !== null && costUnits / 1e8 > Number(plan.budgetUsd) * 0.8)
    rows.note('budget', { id: demo.id }, { at: endMs, trigger: 'warn', severity: 'warning' });
  return { run: draft, tasks };
}

function addTasks(demo: DemoRun, { phases, workstreams }: DemoLevels): AddedTask[] {
  return demo.story.tasks.map((story) =>
    addTask(demo, story, {
      phaseId: phases.get(story.task.phase)?.id ?? '',
      workstreamId: workstreams.get(story.task.workstream)?.id ?? '',
    }),
  );
}

function addEdges(
  { rows, random, plan, id, story }: DemoRun,
  levels: DemoLevels,
  tasks: readonly Task[],
): void {
  const byKey = new Map(tasks.map((task) => [task.key, task]));
  for (const { from, to, kind, level } of plan.compiled.dependencies) {
    rows.add('dependencies', {
      id: random.id(story.startMs - 300),
      run_id: id,
      from_id: idOfReference(levels, byKey, from),
      to_id: idOfReference(levels, byKey, to),
      kind,
      level,
    });
  }
}

const latestLanded = (added: readonly AddedTask[]) =>
  added.reduce<AddedTask['landed']>(
    (last, { landed }) =>
      landed !== null && (last === null || (landed.committed_at ?? '') > (last.committed_at ?? ''))
        ? landed
        : last,
    null,
  );

/** A second after the last task of it ended. */
const endOf = ({ story, canceledMs }: DemoRun, tasks: readonly Task[]): number =>
  tasks.reduce(
    (last, { ended_at: end }) => Math.max(last, end === null ? 0 : Date.parse(end)),
    canceledMs ?? story.startMs,
  ) + 1_000;

function reasonOf({ state, random }: DemoRun, tasks: readonly Task[]): string | null {
  const failed = tasks.find((task) => task.state === 'failed');
  if (state === 'failed' || state === 'quarantined')
    return `workstream of ${failed?.key ?? 'a task'}: ${failed?.reason ?? 'it failed'}`;
  if (state === 'canceled')
    return random.pick([
      'stopped by a person: wrong branch',
      'stopped by a person',
      'stopped by a person: superseded',
    ]);
  return state === 'paused' ? 'release freeze until Monday' : null;
}

function configOf({ plan, repository, branch, state, random }: DemoRun, retryOf: string | null): RunConfig {
  const { budgetUsd } = plan;
  const parameters: RunConfig['parameters'] = {
    ...plan.parameters,
    ticket: `OPS-${random.between(100, 9_999)}`,
    depth: random.between(1, 3),
  };
  for (const secret of plan.compiled.secrets) parameters[secret] = `demo-secret-${state}`;
  return {
    template: plan.path,
    template_sha256: plan.sha256,
    repository: repository.path,
    target_branch: branch,
    parameters,
    max_concurrency: plan.compiled.maxConcurrency ?? 4,
    timeout_s: 1800,
    retries: 3,
    env: {},
    routing_strategy: 'auto',
    tools: null,
    budget:
      budgetUsd === null ? null : { max_cost_usd: budgetUsd, warning_threshold: 0.8, enforcement: 'halt' },
    error_strategy: 'continue',
    retry_of: retryOf,
  };
}

function runOf(demo: DemoRun, retryOf: string | null): RunState {
  const { plan, repository, branch, random, story } = demo;
  const createdMs = story.startMs - 600;
  return {
    id: demo.id,
    state: demo.state,
    version: notEnded.has(demo.state) ? 2 : 4,
    reason: null,
    template_name: plan.compiled.name,
    template_version: plan.compiled.version,
    repository: repository.path,
    target_branch: branch,
    lane: demo.lane,
    pool: demoPool,
    base_commit: demo.baseCommit,
    head_commit: demo.baseCommit,
    head_tree: random.hex(40),
    origin: random.weighted({ manual: 5, ci: 3, scheduled: 4, api: 2 }),
    retry_of: retryOf,
    config: configOf(demo, retryOf),
    plan: runPlanOf(plan.compiled) as unknown as RunState['plan'],
    tasks_total: plan.compiled.tasks.length,
    tasks_done: 0,
    cost_usd: '0',
    cancel_requested_at: null,
    created_at: instant(createdMs),
    started_at: null,
    ended_at: null,
  };
}

function addBudget(
  { plan, rows, random, id, story, state }: DemoRun,
  costUnits: number,
  endMs: number,
): void {
  const { budgetUsd } = plan;
  if (budgetUsd === null) return;
  const isWarned = costUnits / 1e8 >= Number(budgetUsd) * 0.8;
  const isSpent = costUnits / 1e8 >= Number(budgetUsd);
  const at = instant(notEnded.has(state) ? story.startMs + 1_000 : endMs);
  rows.add('budgets', {
    id: random.id(story.startMs),
    run_id: id,
    level: 'run',
    subject: id,
    version: 3,
    max_cost_usd: budgetUsd,
    warning_threshold: 0.8,
    enforcement: 'halt',
    reserved_usd: '0',
    spent_usd: dollars(costUnits),
    warned_at: isWarned ? at : null,
    exhausted_at: isSpent ? at : null,
  });
}

/** The acceptance checks of a run whose tasks are all done: passed where it succeeded, else still running. */
function addAcceptance(
  demo: DemoRun,
  { phases }: DemoLevels,
  { run, endMs }: { readonly run: RunState; readonly endMs: number },
): void {
  for (const { id: phaseId, acceptance } of phases.values()) {
    if (acceptance.length === 0) continue;
    addGate(demo, {
      name: 'acceptance',
      patchId: null,
      phaseId,
      commit: run.head_commit,
      tree: run.head_tree,
      startMs: endMs - 900,
      endMs: demo.state === 'succeeded' ? endMs - 100 : Number.MAX_SAFE_INTEGER,
      verdict: 'passed',
    });
  }
}

const lastEvents: Partial<Record<RunState['state'], readonly [trigger: string, from: RunState['state']]>> = {
  succeeded: ['succeed', 'validating'],
  failed: ['fail', 'running'],
  quarantined: ['quarantine', 'running'],
  canceled: ['cancel', 'running'],
  paused: ['pause', 'running'],
  validating: ['validate', 'running'],
};

function noteRun(
  { rows, story, state, actor, seenMs, canceledMs }: DemoRun,
  run: RunState,
  endMs: number,
): void {
  const { startMs } = story;
  rows.note('run', run, { at: startMs - 600, trigger: 'create', to: 'pending', actor });
  if (state === 'pending') return;
  rows.note('run', run, { at: startMs - 550, trigger: 'initialize', from: 'pending', to: 'initializing' });
  if (state === 'initializing') return;
  rows.note('run', run, { at: startMs, trigger: 'start', from: 'initializing', to: 'running' });
  if (canceledMs !== null) rows.note('run', run, { at: canceledMs, trigger: 'request_cancel', actor });
  const last = lastEvents[state];
  if (last === undefined) return;
  if (state === 'succeeded')
    rows.note('run', run, { at: endMs - 950, trigger: 'validate', from: 'running', to: 'validating' });
  const [trigger, from] = last;
  const by = state === 'canceled' || state === 'paused' ? { actor } : {};
  const at = Math.min(endMs, seenMs);
  rows.note('run', run, { at, trigger, from, to: state, reason: run.reason, ...by });
}
