import {
  type Actor,
  type ChangeSet,
  type Dependency,
  phaseMachine,
  RunLifecycle,
  runMachine,
  taskMachine,
  UetError,
  workstreamMachine,
} from '@uet/core';
import type { Budget, PhaseState, RunState, Task, WorkstreamState } from '@uet/schemas';
import { type EngineContext, transact } from '../engine/engine-context.js';
import { toolOfStep } from '../execution/built-in-tools.js';
import { touchTemplate } from '../templates/stored-template.js';
import { findRun } from './find-by-id.js';
import { landingTemplate } from './start-landing.js';
import { laneOf, resolveBase } from './start-run.js';

const retryable: ReadonlySet<RunState['state']> = new Set(['failed', 'quarantined', 'canceled']);

/**
 * Takes up a run that did not succeed as a new one on the same branch: tasks whose work landed (or that needed
 * none) are carried over, all others, and those whose work was taken back, are done anew.
 */
export async function retryRun(context: EngineContext, runId: string, actor: Actor): Promise<RunState> {
  const old = await findRun(context, runId);
  refuseRetry(old);
  const { base } = await resolveBase(context, old.repository, old.target_branch);
  const session = await context.sessions.open(old.repository);
  const lane = laneOf(session.repository.commonDir, old.target_branch);
  const rows = {
    phases: await context.store.list('phases', { run_id: old.id }),
    workstreams: await context.store.list('workstreams', { run_id: old.id }),
    tasks: await context.store.list('tasks', { run_id: old.id }),
    dependencies: await context.store.list('dependencies', { run_id: old.id }),
    budgets: await context.store.list('budgets', { run_id: old.id }),
  };
  const undone = await undoneTasks(context, rows.tasks);
  const id = context.ids.next();
  return transact(context, actor, async (changes) => {
    await touchTemplate(context, changes, old.template_name);
    return new Retry(changes, old, { ...rows, undone }).record({ id, base, lane, pool: context.defaultPool });
  });
}

/** The tasks whose work landed and was taken back, here or in the run that they were carried over from. */
async function undoneTasks({ store }: EngineContext, tasks: readonly Task[]): Promise<ReadonlySet<string>> {
  const origins = new Map(tasks.map(({ id, carried_from: from }) => [from ?? id, id]));
  const taken = await store.list('patch_ledger', { task_id: [...origins.keys()], state: 'rolled_back' });
  return new Set(taken.map(({ task_id: taskId }) => origins.get(taskId) ?? taskId));
}

function refuseRetry(run: RunState): void {
  if (!retryable.has(run.state)) {
    throw new UetError(
      'illegal_move',
      `run ${run.id} is ${run.state}: only a run that ended badly can be retried`,
      {
        hint: '`uet resume` goes on with a run that was interrupted',
      },
    );
  }
  if (run.config.template === landingTemplate) {
    throw new UetError('illegal_move', 'a landing of ready-made patches is not retried', {
      hint: 'call `uet land` again: what is on the branch already is passed over',
    });
  }
}

interface OldRows {
  readonly phases: readonly PhaseState[];
  readonly workstreams: readonly WorkstreamState[];
  readonly tasks: readonly Task[];
  readonly dependencies: readonly Dependency[];
  readonly budgets: readonly Budget[];
  readonly undone: ReadonlySet<string>;
}

/** Where the new run is. */
interface NewPlace {
  readonly id: string;
  readonly base: { readonly commit: string; readonly tree: string };
  readonly lane: string;
  /** The pool in place of one of the old run's own; null for one of the new run's own. */
  readonly pool: string | null;
}

class Retry {
  readonly #changes: ChangeSet;
  readonly #old: RunState;
  readonly #rows: OldRows;
  /** The new id of each old row. */
  readonly #ids = new Map<string, string>();

  constructor(changes: ChangeSet, old: RunState, rows: OldRows) {
    this.#changes = changes;
    this.#old = old;
    this.#rows = rows;
  }

  record({ id, base, lane, pool }: NewPlace): RunState {
    this.#ids.set(this.#old.id, id);
    const run = this.#run({ id, base, lane, pool });
    for (const phase of this.#rows.phases) this.#changes.create(phaseMachine, this.#phase(phase));
    for (const workstream of this.#rows.workstreams)
      this.#changes.create(workstreamMachine, this.#workstream(workstream));
    for (const task of this.#rows.tasks) this.#changes.create(taskMachine, this.#task(task));
    for (const { from_id: from, to_id: to, kind, level } of this.#rows.dependencies) {
      const edge = { id: this.#changes.newId(), run_id: id, kind, level };
      this.#changes.insert('dependencies', { ...edge, from_id: this.#idOf(from), to_id: this.#idOf(to) });
    }
    for (const budget of this.#rows.budgets) this.#budget(budget);
    this.#changes.enqueue({ name: 'tick', pool: run.pool, subject: id });
    return run;
  }

  /** The id that stands for an old one from now on. */
  #idOf(old: string): string {
    const known = this.#ids.get(old) ?? this.#changes.newId();
    this.#ids.set(old, known);
    return known;
  }

  #run({ id, base, lane, pool }: NewPlace): RunState {
    const created = this.#changes.create<RunState>(runMachine, {
      ...this.#old,
      ...this.#fresh(this.#old),
      state: 'pending',
      lane,
      pool: this.#old.pool === this.#old.id ? (pool ?? id) : this.#old.pool,
      base_commit: base.commit,
      head_commit: base.commit,
      head_tree: base.tree,
      retry_of: this.#old.id,
      config: { ...this.#old.config, retry_of: this.#old.id },
      tasks_done: 0,
      cost_usd: '0',
      cancel_requested_at: null,
    });
    const lifecycle = new RunLifecycle(this.#changes);
    return lifecycle.start(lifecycle.initialize(created));
  }

  #phase(phase: PhaseState): PhaseState {
    return { ...phase, ...this.#fresh(phase), run_id: this.#idOf(phase.run_id), state: 'planned' };
  }

  #workstream(workstream: WorkstreamState): WorkstreamState {
    const place = { run_id: this.#idOf(workstream.run_id), phase_id: this.#idOf(workstream.phase_id) };
    return { ...workstream, ...this.#fresh(workstream), ...place, state: 'planned' };
  }

  #task(task: Task): Task {
    const done = task.state === 'completed' && !this.#rows.undone.has(task.id);
    return {
      ...task,
      ...this.#fresh(task),
      run_id: this.#idOf(task.run_id),
      phase_id: this.#idOf(task.phase_id),
      workstream_id: this.#idOf(task.workstream_id),
      state: done ? 'completed' : 'pending',
      carried_from: done ? (task.carried_from ?? task.id) : null,
      attempts_used: 0,
      attempts_total: 0,
      tool_id: toolOfStep(task.step as Parameters<typeof toolOfStep>[0]),
      lease_attempt_id: null,
      lease_worker_id: null,
      patch_id: null,
      outputs: done ? task.outputs : {},
      feedback: done ? null : task.feedback,
      last_error: null,
      not_before: null,
      queued_at: null,
      ended_at: done ? this.#changes.now : null,
    };
  }

  #budget(budget: Budget): void {
    this.#changes.insert('budgets', {
      ...budget,
      id: this.#changes.newId(),
      run_id: this.#idOf(budget.run_id),
      subject: this.#ids.get(budget.subject) ?? budget.subject,
      version: 0,
      reserved_usd: '0',
      spent_usd: '0',
      warned_at: null,
      exhausted_at: null,
    });
  }

  #fresh(row: { readonly id: string }) {
    const none = { reason: null, started_at: null, ended_at: null };
    return { ...none, id: this.#idOf(row.id), version: 0, created_at: this.#changes.now };
  }
}
