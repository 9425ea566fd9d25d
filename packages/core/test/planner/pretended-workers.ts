import type { Attempt, PatchLedgerEntry, Task } from '@uet/schemas';
import { CircuitBreaker, newBreaker, restsUntil } from '../../src/breaker/index.js';
import { CostTracker } from '../../src/costs/index.js';
import { PatchLedger } from '../../src/ledger/index.js';
import type { Actor, ChangeSet } from '../../src/moves/index.js';
import type { RunSnapshot } from '../../src/planner/index.js';
import { type AttemptFailure, TaskLifecycle, type TaskRow } from '../../src/tasks/index.js';
import { anAttempt, aPatch, type MemoryStore } from '../../src/testing/index.js';
import type { Outcome, RunShape } from './run-shape.js';

/** What those who act on a run have in common. */
export interface World {
  readonly store: MemoryStore;
  transact(actor: Actor, decide: (changes: ChangeSet) => Promise<void>): Promise<void>;
}

type Action = () => Promise<void>;

const workerId = '0'.repeat(26);
const holds = { format_ok: true, scope_ok: true, constraints_ok: true, errors: [] };

/** Workers and a landing lane: their attempts go as the shape says, in turn; in the end all goes well. */
export class PretendedWorkers {
  readonly #world: World;
  readonly #outcomes: ReadonlyArray<readonly Outcome[]>;
  #tree = 0;

  constructor(world: World, shape: RunShape) {
    this.#world = world;
    const tasks = shape.phases.flatMap(({ workstreams }) => workstreams.flatMap((each) => each.tasks));
    this.#outcomes = tasks.map(({ outcomes }) => outcomes);
  }

  /** All that workers and lane could do next: start a queued task, end a running one, land a validating one. */
  actionsOn({ run, tasks, openPatches }: RunSnapshot): Action[] {
    return tasks.flatMap((task): Action[] => {
      if (task.state === 'queued' && run.state === 'running') return [() => this.#start(task)];
      if (task.state === 'running') return [() => this.#end(task)];
      const entry = openPatches.find(({ id }) => id === task.patch_id);
      return task.state === 'validating' && entry !== undefined ? [() => this.#land(task, entry)] : [];
    });
  }

  #outcomeOf({ ordinal, attempts_total: attempts }: TaskRow): Outcome {
    return this.#outcomes[ordinal]?.[attempts - 1] ?? 'lands';
  }

  async #start(row: TaskRow): Promise<void> {
    await this.#world.transact(`worker:${workerId}`, async (changes) => {
      const task = await this.#task(row);
      const toolId = task.tool_id ?? 'command';
      if (task.tool_id !== null && !(await this.#passesBreaker(changes, task))) return;
      const number = task.attempts_total + 1;
      const of = { id: changes.newId(), run_id: task.run_id, task_id: task.id };
      const attempt = anAttempt({ ...of, number, tool_id: toolId, worker_id: workerId, reserved_usd: '1' });
      const budgets = await this.#world.store.list('budgets', { run_id: task.run_id });
      const reservation = new CostTracker(changes).reserve(budgets, '1');
      const tasks = new TaskLifecycle(changes);
      const started = tasks.start(task, attempt);
      if (reservation.granted) return;
      const failure = { kind: 'budget', message: reservation.reason, category: 'permanent' } as const;
      tasks.failAttempt(started, attempt, { ...failure, chance: 0 });
    });
  }

  async #passesBreaker(changes: ChangeSet, task: Task): Promise<boolean> {
    const breaker = await this.#world.store.find('circuit_breakers', 'claude');
    if (breaker === null) {
      changes.insert('circuit_breakers', newBreaker('claude'));
      return true;
    }
    const until = restsUntil(breaker, changes.now);
    if (until !== null) new TaskLifecycle(changes).block(task, 'the breaker is open', until);
    else if (breaker.state !== 'closed') this.#breaker(changes).probe(breaker);
    return until === null;
  }

  /** Opens after two failures: in runs of this size five are rare. */
  #breaker(changes: ChangeSet): CircuitBreaker {
    return new CircuitBreaker(changes, { failures: 2, openMs: 60_000 });
  }

  async #end(row: TaskRow): Promise<void> {
    await this.#world.transact(`worker:${workerId}`, async (changes) => {
      const task = await this.#task(row);
      const attempt = await this.#world.store.find('attempts', task.lease_attempt_id ?? '');
      if (attempt === null) throw new Error(`${task.key} runs without an attempt`);
      const budgets = await this.#world.store.list('budgets', { run_id: task.run_id });
      new CostTracker(changes).settle(budgets, '1', '1');
      const breaker = await this.#world.store.find('circuit_breakers', attempt.tool_id);
      const outcome = this.#outcomeOf(task);
      if (breaker !== null && outcome.startsWith('fails'))
        this.#breaker(changes).recordFailure(breaker, 'no');
      else if (breaker !== null && outcome !== 'loses_its_worker') {
        this.#breaker(changes).recordSuccess(breaker);
      }
      this.#settle(changes, task, attempt, outcome);
    });
  }

  #settle(changes: ChangeSet, task: Task, attempt: Attempt, outcome: Outcome): void {
    const tasks = new TaskLifecycle(changes);
    const failed = failures[outcome];
    if (outcome === 'nothing_to_land') tasks.complete(tasks.finish(task, attempt, {}, { said: 'hello' }));
    else if (outcome === 'breaks_policy') {
      const ledger = new PatchLedger(changes);
      ledger.quarantine(this.#record(changes, task), 'too large', { ...holds, constraints_ok: false });
      tasks.failAttempt(task, attempt, { ...policyFailure, chance: 0.5 });
    } else if (failed !== undefined) tasks.failAttempt(task, attempt, { ...failed, chance: 0.5 });
    else {
      const ledger = new PatchLedger(changes);
      const entry = ledger.queue(ledger.validate(this.#record(changes, task), holds));
      tasks.finish(task, attempt, { patch_id: entry.id }, {});
    }
  }

  #record(changes: ChangeSet, task: Task): PatchLedgerEntry {
    const of = { id: changes.newId(), run_id: task.run_id, task_id: task.id };
    return new PatchLedger(changes).record(aPatch(of), 'lane');
  }

  async #land(row: TaskRow, entry: PatchLedgerEntry): Promise<void> {
    await this.#world.transact('system', async (changes) => {
      const task = await this.#task(row);
      const ledger = new PatchLedger(changes);
      const tree = String(this.#tree++).padStart(40, '0');
      const applied = ledger.apply(entry, { base: tree, commit: tree, tree }, 0);
      if (this.#outcomeOf(task) === 'gate_fails') {
        ledger.quarantine(applied, 'a test failed');
        new TaskLifecycle(changes).refuse(task, { ...gateFailure, chance: 0.5 });
        return;
      }
      ledger.commit(ledger.verify(applied));
      new TaskLifecycle(changes).complete(task);
      const run = await this.#world.store.find('runs', task.run_id);
      if (run !== null) changes.change('runs', run, { head_commit: tree, head_tree: tree });
    });
  }

  async #task({ id }: TaskRow): Promise<Task> {
    const task = await this.#world.store.find('tasks', id);
    if (task === null) throw new Error(`there is no task ${id}`);
    return task;
  }
}

type Failure = Omit<AttemptFailure, 'chance'>;

const policyFailure: Failure = { kind: 'policy', message: 'too large', category: 'transient' };
const gateFailure: Failure = { kind: 'gate', message: 'a test failed', category: 'transient' };

const failures: Partial<Record<Outcome, Failure>> = {
  fails: { kind: 'exit_code', message: 'exit code 1', category: 'transient' },
  fails_for_good: { kind: 'exit_code', message: 'not logged in', category: 'permanent' },
  is_told_to_wait: { kind: 'exit_code', message: 'rate limited', category: 'wait' },
  loses_its_worker: { kind: 'worker_lost', message: 'the worker was lost', category: 'transient' },
};
