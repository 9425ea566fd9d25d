import type {
  Approval,
  Budget,
  CircuitBreakerRow,
  PatchLedgerEntry,
  PhaseState,
  RunConfig,
  RunState,
  Task,
  TestGate,
  WorkstreamState,
} from '@uet/schemas';
import {
  breakerMachine,
  gateMachine,
  patchMachine,
  phaseMachine,
  runMachine,
  taskMachine,
  workstreamMachine,
} from '../../src/machines/index.js';
import type { Actor, Dependency } from '../../src/moves/index.js';
import { plan, type RunSnapshot, type ToolLimits } from '../../src/planner/index.js';
import {
  aBreaker,
  aBudget,
  aDependency,
  aGate,
  aLedgerEntry,
  anApproval,
  aPhase,
  aRun,
  aRunConfig,
  aTask,
  aWorkstream,
  CountingIds,
  FixedClock,
  inState,
} from '../../src/testing/index.js';

/** The rows of a snapshot as far as they matter; ids are keys, places are `p` and `w` unless told otherwise. */
export interface Scene {
  readonly run?: Partial<RunState>;
  readonly config?: Partial<RunConfig>;
  readonly phases?: ReadonlyArray<Partial<PhaseState>>;
  readonly workstreams?: ReadonlyArray<Partial<WorkstreamState>>;
  readonly tasks?: ReadonlyArray<Partial<Task>>;
  /** `a -> b`, `a -soft-> b`, `p -gate-> q`: what has to be done first, and what waits. */
  readonly edges?: readonly string[];
  readonly patches?: ReadonlyArray<Partial<PatchLedgerEntry>>;
  readonly approvals?: ReadonlyArray<Partial<Approval>>;
  readonly acceptance?: ReadonlyArray<Partial<TestGate>>;
  readonly breakers?: ReadonlyArray<Partial<CircuitBreakerRow>>;
  readonly budgets?: ReadonlyArray<Partial<Budget>>;
}

const keyOf = ({ id }: { readonly id?: string }, fallback: string) => ({
  id: id ?? fallback,
  key: id ?? fallback,
});

/** A snapshot of a running run: an active phase `p` with an executing workstream `w`, unless told otherwise. */
export function snapshotOf(scene: Scene): RunSnapshot {
  const run = aRun({ ...scene.run, config: aRunConfig(scene.config) });
  const { phases = [{ state: 'active' }], workstreams = [{ state: 'executing' }], tasks = [] } = scene;
  return {
    run: inState(runMachine, run, run.state),
    phases: phases.map((given, ordinal) => {
      const phase = aPhase({ ordinal, ...given, ...keyOf(given, 'p') });
      return inState(phaseMachine, phase, phase.state);
    }),
    workstreams: workstreams.map((given, ordinal) => {
      const workstream = aWorkstream({ ordinal, phase_id: 'p', ...given, ...keyOf(given, 'w') });
      return inState(workstreamMachine, workstream, workstream.state);
    }),
    tasks: tasks.map((given, ordinal) => {
      const place = { ordinal, workstream_id: 'w' };
      const { step: _, ...task } = aTask({ ...place, ...given, ...keyOf(given, 't') });
      return inState(taskMachine, task, task.state);
    }),
    dependencies: (scene.edges ?? []).map(edgeOf),
    openPatches: (scene.patches ?? []).map((given) => {
      const entry = aLedgerEntry({ task_id: 't', ...given });
      return inState(patchMachine, entry, entry.state);
    }),
    approvals: (scene.approvals ?? []).map((given) => anApproval({ task_id: 't', ...given })),
    acceptance: (scene.acceptance ?? []).map((given) => {
      const gate = aGate({ phase_id: 'p', ...given });
      return inState(gateMachine, gate, gate.state);
    }),
    breakers: (scene.breakers ?? []).map((given) => {
      const breaker = aBreaker(given);
      return inState(breakerMachine, breaker, breaker.state);
    }),
    budgets: (scene.budgets ?? []).map((given) => aBudget(given)),
  };
}

function edgeOf(written: string): Dependency {
  const [, from, kind, to] = /^(\S+) -(?:(soft|gate)-)?> (\S+)$/.exec(written) ?? [];
  return aDependency({
    id: written,
    from_id: from ?? '',
    to_id: to ?? '',
    kind: (kind ?? 'hard') as Dependency['kind'],
  });
}

/** When plans are made. */
export const planTime = '2026-01-01T12:00:00.000Z';

/** A moment so many seconds after the plan is made (or before it). */
export const inSeconds = (seconds: number): string =>
  new Date(Date.parse(planTime) + seconds * 1000).toISOString();

/** What is planned for a scene, as text that is easy to compare. */
export function planned(
  scene: Scene,
  options: { readonly actor?: Actor; readonly limits?: ToolLimits } = {},
) {
  const context = {
    clock: new FixedClock(planTime),
    ids: new CountingIds(),
    actor: options.actor ?? 'system',
  };
  const { changes, waits, nextTickAt } = plan(snapshotOf(scene), context, options.limits);
  const jobs = changes.jobs.map(({ name, subject }) => `${name} ${subject === aRun().id ? 'run' : subject}`);
  const nameOf = (id: string): string => (id === aRun().id ? 'run' : id);
  return {
    /** `a enqueue`, or with a reason `a cancel: why`. */
    moves: changes.events.map(
      ({ entity_id: id, trigger, reason }) =>
        `${nameOf(id)} ${trigger}${reason === null ? '' : `: ${reason}`}`,
    ),
    jobs,
    /** The reason for each task that waits. */
    waits: Object.fromEntries([...waits].map(([id, { reason }]) => [id, reason])),
    details: Object.fromEntries([...waits].map(([id, { detail }]) => [id, detail])),
    nextTickAt,
    changes,
  };
}
