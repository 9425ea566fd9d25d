import {
  type ChangeSet,
  type CompiledTask,
  type CompiledTemplate,
  CostTracker,
  phaseMachine,
  RunLifecycle,
  runMachine,
  runPlanOf,
  taskMachine,
  workstreamMachine,
} from '@uet/core';
import type { PhaseState, RunConfig, RunOrigin, RunState, Task, WorkstreamState } from '@uet/schemas';
import { toolOfStep } from '../execution/built-in-tools.js';

/** What a run starts from. */
export interface NewRun {
  readonly compiled: CompiledTemplate;
  readonly config: RunConfig;
  readonly base: { readonly commit: string; readonly tree: string };
  readonly lane: string;
  /** The worker pool that serves it; null for one of its own. */
  readonly pool: string | null;
  readonly origin: RunOrigin;
  /** The id of the run, given because its target branch may be named for it. */
  readonly id: string;
  /** `validating` where the work of each task is there already. */
  readonly tasksBegin?: 'pending' | 'validating';
}

/** The rows of a run by the keys of the template. */
export interface RunRows {
  readonly run: RunState;
  readonly phases: ReadonlyMap<string, PhaseState>;
  readonly workstreams: ReadonlyMap<string, WorkstreamState>;
  readonly tasks: ReadonlyMap<string, Task>;
}

/** Writes down a whole run, from `pending` to `running`: its phases, workstreams, tasks, edges and budgets. */
export function recordRun(changes: ChangeSet, given: NewRun): RunRows {
  const { compiled, tasksBegin = 'pending' } = given;
  const lifecycle = new RunLifecycle(changes);
  const run = lifecycle.start(lifecycle.initialize(createRun(changes, given)));
  const phases = new Map(compiled.phases.map((phase) => [phase.key, createPhase(changes, run, phase)]));
  const workstreams = new Map(
    compiled.workstreams.map((workstream) => {
      const phaseId = idOf(phases, workstream.phase);
      return [workstream.key, createWorkstream(changes, run, phaseId, workstream)];
    }),
  );
  const tasks = new Map(
    compiled.tasks.map((task) => [
      task.key,
      createTask(changes, run, {
        task,
        state: tasksBegin,
        phaseId: idOf(phases, task.phase),
        workstreamId: idOf(workstreams, task.workstream),
      }),
    ]),
  );
  const rows: RunRows = { run, phases, workstreams, tasks };
  recordDependencies(changes, rows, compiled);
  openBudgets(changes, rows, compiled);
  changes.enqueue({ name: 'tick', pool: run.pool, subject: run.id });
  return rows;
}

function createRun(changes: ChangeSet, { compiled, config, base, lane, pool, origin, id }: NewRun): RunState {
  return changes.create<RunState>(runMachine, {
    id,
    state: 'pending',
    version: 0,
    reason: null,
    template_name: compiled.name,
    template_version: compiled.version,
    repository: config.repository,
    target_branch: config.target_branch,
    lane,
    pool: pool ?? id,
    base_commit: base.commit,
    head_commit: base.commit,
    head_tree: base.tree,
    origin,
    retry_of: config.retry_of,
    config,
    plan: JSON.parse(JSON.stringify(runPlanOf(compiled))) as RunState['plan'],
    tasks_total: compiled.tasks.length,
    tasks_done: 0,
    cost_usd: '0',
    cancel_requested_at: null,
    created_at: changes.now,
    started_at: null,
    ended_at: null,
  });
}

function createPhase(
  changes: ChangeSet,
  run: RunState,
  phase: CompiledTemplate['phases'][number],
): PhaseState {
  return changes.create<PhaseState>(phaseMachine, {
    ...created(changes, run),
    state: 'planned',
    key: phase.key,
    title: phase.title,
    ordinal: phase.ordinal,
    acceptance: [...phase.acceptance],
  });
}

function createWorkstream(
  changes: ChangeSet,
  run: RunState,
  phaseId: string,
  workstream: CompiledTemplate['workstreams'][number],
): WorkstreamState {
  return changes.create<WorkstreamState>(workstreamMachine, {
    ...created(changes, run),
    state: 'planned',
    phase_id: phaseId,
    key: workstream.key,
    title: workstream.title,
    ordinal: workstream.ordinal,
    scope: [...workstream.scope],
    critical: workstream.critical,
    max_concurrency: workstream.maxConcurrency,
  });
}

interface NewTask {
  readonly task: CompiledTask;
  readonly state: 'pending' | 'validating';
  readonly phaseId: string;
  readonly workstreamId: string;
}

function createTask(
  changes: ChangeSet,
  run: RunState,
  { task, state, phaseId, workstreamId }: NewTask,
): Task {
  return changes.create<Task>(taskMachine, {
    ...created(changes, run),
    state,
    started_at: state === 'validating' ? changes.now : null,
    phase_id: phaseId,
    workstream_id: workstreamId,
    key: task.key,
    title: task.title,
    ordinal: task.ordinal,
    priority: task.priority,
    kind: task.kind,
    classification: task.classification,
    condition: task.condition,
    scope: task.step.scope ?? [],
    conflict_group: task.conflictGroup,
    parallel: task.parallel,
    critical: task.critical,
    on_failure: task.onFailure,
    max_attempts: task.maxAttempts,
    // The work of a ready-made patch is done: what does not land is set aside, not made again.
    attempts_used: state === 'validating' ? task.maxAttempts : 0,
    attempts_total: 0,
    step: JSON.parse(JSON.stringify(task.step)) as Task['step'],
    tool_id: toolOfStep(task.step),
    lease_attempt_id: null,
    lease_worker_id: null,
    patch_id: null,
    outputs: {},
    feedback: null,
    last_error: null,
    not_before: null,
    carried_from: null,
    queued_at: null,
  });
}

/** What every new row of a run begins with. */
const created = (changes: ChangeSet, run: RunState) => ({
  id: changes.newId(),
  run_id: run.id,
  version: 0,
  reason: null,
  created_at: changes.now,
  started_at: null,
  ended_at: null,
});

function recordDependencies(changes: ChangeSet, rows: RunRows, compiled: CompiledTemplate): void {
  for (const { from, to, kind, level } of compiled.dependencies) {
    changes.insert('dependencies', {
      id: changes.newId(),
      run_id: rows.run.id,
      from_id: referenceId(rows, from),
      to_id: referenceId(rows, to),
      kind,
      level,
    });
  }
}

/** The id behind `task`, `workstream:x` or `phase:x`. */
function referenceId({ phases, workstreams, tasks }: RunRows, reference: string): string {
  if (reference.startsWith('phase:')) return idOf(phases, reference.slice('phase:'.length));
  if (reference.startsWith('workstream:')) return idOf(workstreams, reference.slice('workstream:'.length));
  return idOf(tasks, reference);
}

function idOf(rows: ReadonlyMap<string, { readonly id: string }>, key: string): string {
  const row = rows.get(key);
  if (row === undefined) throw new Error(`the plan names ${key}, which it does not have`);
  return row.id;
}

function openBudgets(
  changes: ChangeSet,
  { run, workstreams, tasks }: RunRows,
  compiled: CompiledTemplate,
): void {
  const tracker = new CostTracker(changes);
  if (run.config.budget !== null) tracker.open(run.id, 'run', run.id, run.config.budget);
  for (const { key, budget } of compiled.workstreams) {
    if (budget !== null) tracker.open(run.id, 'workstream', idOf(workstreams, key), budget);
  }
  for (const { key, budget } of compiled.tasks) {
    if (budget !== null) tracker.open(run.id, 'task', idOf(tasks, key), budget);
  }
}
