import type {
  Approval,
  Attempt,
  CircuitBreakerRow,
  PatchLedgerEntry,
  PhaseState,
  RunState,
  Task,
  TestGate,
  WorkerLifecycleRow,
  WorkstreamState,
} from '@uet/schemas';
import { describe, expect, it } from 'vitest';
import { Approvals } from '../approvals/index.js';
import { CircuitBreaker } from '../breaker/index.js';
import { UetError } from '../errors/index.js';
import { TestGates } from '../gates/index.js';
import { PatchLedger } from '../ledger/index.js';
import { type Actor, ChangeSet } from '../moves/index.js';
import { RunLifecycle } from '../runs/index.js';
import { type AttemptFailure, TaskLifecycle } from '../tasks/index.js';
import {
  aBreaker,
  aGate,
  aLedgerEntry,
  anApproval,
  anAttempt,
  aPatch,
  aPhase,
  aRun,
  aTask,
  aWorker,
  aWorkstream,
  CountingIds,
  FixedClock,
  inState,
} from '../testing/index.js';
import { WorkerLifecycle } from '../workers/index.js';
import { type Machine, machines, taskMachine } from './index.js';

type Call<R> = (changes: ChangeSet, row: R) => unknown;
interface Methods {
  readonly row: unknown;
  readonly calls: readonly Call<never>[];
}

const methodsOf = <R>(row: R, calls: ReadonlyArray<Call<R>>): Methods => ({ row, calls });
const on =
  <L, R>(lifecycle: new (changes: ChangeSet) => L, call: (lifecycle: L, row: R) => unknown): Call<R> =>
  (changes, row) =>
    call(new lifecycle(changes), row);

const run = (call: (runs: RunLifecycle, row: RunState) => unknown) => on(RunLifecycle, call);
const phase = (call: (runs: RunLifecycle, row: PhaseState) => unknown) => on(RunLifecycle, call);
const workstream = (call: (runs: RunLifecycle, row: WorkstreamState) => unknown) => on(RunLifecycle, call);
const task = (call: (tasks: TaskLifecycle, row: Task) => unknown) => on(TaskLifecycle, call);
const attempt = (call: (tasks: TaskLifecycle, row: Attempt) => unknown) => on(TaskLifecycle, call);
const worker = (call: (workers: WorkerLifecycle, row: WorkerLifecycleRow) => unknown) =>
  on(WorkerLifecycle, call);
const patch = (call: (ledger: PatchLedger, row: PatchLedgerEntry) => unknown) => on(PatchLedger, call);
const approval = (call: (approvals: Approvals, row: Approval) => unknown) => on(Approvals, call);
const gate = (call: (gates: TestGates, row: TestGate) => unknown) => on(TestGates, call);
const breaker = (call: (breakers: CircuitBreaker, row: CircuitBreakerRow) => unknown) =>
  on(CircuitBreaker, call);

const failure: AttemptFailure = { kind: 'gate', message: 'no', category: 'transient', chance: 0 };
const forGood: AttemptFailure = { ...failure, category: 'permanent' };
const running = inState(taskMachine, aTask(), 'running');
const candidate = { base: 'a', commit: 'b', tree: 'c' };
const verdict = { format_ok: true, scope_ok: true, constraints_ok: true, errors: [] };
const ran = { exitCode: 0, durationMs: 1, logPath: null };

/** Every method that moves a row, by machine. */
const methods: Record<string, Methods> = {
  run: methodsOf(aRun(), [
    run((runs, row) => runs.initialize(row)),
    run((runs, row) => runs.start(row)),
    run((runs, row) => runs.pause(row, 'why')),
    run((runs, row) => runs.resume(row)),
    run((runs, row) => runs.validate(row)),
    run((runs, row) => runs.succeed(row)),
    run((runs, row) => runs.fail(row, 'why')),
    run((runs, row) => runs.quarantine(row, 'why')),
    run((runs, row) => runs.cancel(row, 'why')),
  ]),
  phase: methodsOf(aPhase(), [
    phase((runs, row) => runs.activatePhase(row)),
    phase((runs, row) => runs.blockPhase(row, 'why')),
    phase((runs, row) => runs.unblockPhase(row)),
    phase((runs, row) => runs.finishPhase(row)),
    phase((runs, row) => runs.abandonPhase(row, 'why')),
  ]),
  workstream: methodsOf(aWorkstream(), [
    workstream((runs, row) => runs.makeReady(row)),
    workstream((runs, row) => runs.blockWorkstream(row, 'why')),
    workstream((runs, row) => runs.unblockWorkstream(row)),
    workstream((runs, row) => runs.startWorkstream(row)),
    workstream((runs, row) => runs.validateWorkstream(row)),
    workstream((runs, row) => runs.completeWorkstream(row)),
    workstream((runs, row) => runs.failWorkstream(row, 'why')),
    workstream((runs, row) => runs.skipWorkstream(row, 'why')),
    workstream((runs, row) => runs.cancelWorkstream(row, 'why')),
  ]),
  task: methodsOf(aTask(), [
    task((tasks, row) => tasks.enqueue(row)),
    task((tasks, row) => tasks.block(row, 'why')),
    task((tasks, row) => tasks.unblock(row)),
    task((tasks, row) => tasks.start(row, anAttempt())),
    task((tasks, row) => tasks.finish(row, anAttempt(), {}, {})),
    task((tasks, row) => tasks.complete(row)),
    task((tasks, row) => tasks.failAttempt(row, anAttempt(), failure)),
    task((tasks, row) => tasks.failAttempt(row, anAttempt(), forGood)),
    task((tasks, row) => tasks.refuse(row, failure)),
    task((tasks, row) => tasks.refuse(row, forGood)),
    task((tasks, row) => tasks.cancel(row, 'why')),
  ]),
  attempt: methodsOf(anAttempt(), [
    attempt((tasks, row) => tasks.finish(running, row, {}, {})),
    attempt((tasks, row) => tasks.failAttempt(running, row, failure)),
    attempt((tasks, row) => tasks.cancelAttempt(row, 'why')),
  ]),
  worker: methodsOf(aWorker(), [
    worker((workers, row) => workers.assignTask(row, running.id)),
    worker((workers, row) => workers.completeTask(row, { succeeded: true, executionMs: 1 })),
    worker((workers, row) => workers.pause(row)),
    worker((workers, row) => workers.resume(row)),
    worker((workers, row) => workers.crash(row, 'why')),
    worker((workers, row) => workers.shutdown(row)),
  ]),
  patch: methodsOf(aLedgerEntry(), [
    patch((ledger, row) => ledger.validate(row, verdict)),
    patch((ledger, row) => ledger.queue(row)),
    patch((ledger, row) => ledger.apply(row, candidate, 0)),
    patch((ledger, row) => ledger.refuse(row, 'why', 0)),
    patch((ledger, row) => ledger.verify(row)),
    patch((ledger, row) => ledger.commit(row)),
    // An entry that was queued before keeps what `queued` requires.
    patch((ledger, row) => ledger.requeue({ ...row, validation: verdict, queued_at: row.created_at }, 'why')),
    patch((ledger, row) => ledger.quarantine(row, 'why')),
    patch((ledger, row) => ledger.release(row)),
    patch((ledger, row) => ledger.rollBack(row, 'why')),
    patch((ledger, row) => ledger.drop(row, 'why')),
  ]),
  approval: methodsOf(anApproval(), [
    approval((approvals, row) => approvals.approve(row)),
    approval((approvals, row) => approvals.reject(row, 'why')),
    approval((approvals, row) => approvals.withdraw(row, 'why')),
  ]),
  gate: methodsOf(aGate(), [
    gate((gates, row) => gates.start(row)),
    gate((gates, row) => gates.decide(row, { verdict: 'passed', reasons: [], failing: [] }, null, ran)),
    gate((gates, row) => gates.decide(row, { verdict: 'failed', reasons: ['why'], failing: [] }, null, ran)),
    gate((gates, row) => gates.error(row, 'why')),
    gate((gates, row) => gates.skip(row, 'why')),
  ]),
  breaker: methodsOf(aBreaker(), [
    breaker((breakers, row) => breakers.trip(row, 'why')),
    breaker((breakers, row) => breakers.probe(row)),
    breaker((breakers, row) => breakers.close(row)),
    breaker((breakers, row) => breakers.reopen(row, 'why')),
    breaker((breakers, row) => breakers.forceOpen(row, 'why')),
    breaker((breakers, row) => breakers.reset(row)),
  ]),
};

const actors: readonly Actor[] = ['system', 'person:anna'];

/** The edges that the methods of a machine walk, called on a row in every state, by the program and by a person. */
function walkedEdges(machine: Machine): Set<string> {
  const { row, calls } = methods[machine.name] as Methods;
  const walked = new Set<string>();
  for (const state of Object.keys(machine.states)) {
    for (const actor of actors) {
      for (const call of calls) {
        const changes = new ChangeSet({ clock: new FixedClock(), ids: new CountingIds(), actor });
        try {
          call(changes, inState(machine, row as { readonly state: string }, state) as never);
        } catch (error) {
          if (!(error instanceof UetError)) throw error;
          expect(['illegal_move', 'forbidden']).toContain(error.code);
          continue;
        }
        for (const event of changes.events) {
          const moved = event.entity_type === machine.name && event.from_state !== null;
          if (moved) walked.add(`${event.trigger}: ${event.from_state} → ${event.to_state}`);
        }
      }
    }
  }
  return walked;
}

const edgesOf = ({ events }: Machine): string[] =>
  Object.entries(events).flatMap(([event, { from, to }]) =>
    from.map((state) => `${event}: ${state} → ${to}`),
  );

describe.each(machines)('the machine $name', (machine) => {
  it('has every edge walked by a method, and no method walks another', () => {
    expect([...walkedEdges(machine)].sort()).toEqual(edgesOf(machine).sort());
  });
});

describe('a new row', () => {
  it('is recorded with the event of its making', () => {
    const changes = new ChangeSet({ clock: new FixedClock(), ids: new CountingIds(), actor: 'system' });
    new WorkerLifecycle(changes).register(aWorker());
    new PatchLedger(changes).record(aPatch(), 'lane');
    new Approvals(changes).request(aLedgerEntry());
    new TestGates(changes).open(aGate());
    new TaskLifecycle(changes).start(aTask({ state: 'queued' }), anAttempt());
    const made = changes.events.filter(({ from_state: from }) => from === null);
    expect(made.map(({ type, to_state: to }) => [type, to])).toEqual([
      ['worker.start', 'idle'],
      ['patch.create', 'created'],
      ['approval.request', 'pending'],
      ['gate.create', 'pending'],
      ['attempt.start', 'running'],
    ]);
  });
});
