import type { BudgetLimit, OnFailure, Priority } from '@uet/schemas';
import fc from 'fast-check';

/** How one attempt at a task goes. */
export type Outcome =
  | 'nothing_to_land'
  | 'lands'
  | 'gate_fails'
  | 'breaks_policy'
  | 'fails'
  | 'fails_for_good'
  | 'is_told_to_wait'
  | 'loses_its_worker';

/** What a thing depends on: one of those before it, found by `pick` modulo their number. */
export interface DependencyShape {
  readonly pick: number;
  readonly kind: 'hard' | 'soft';
}

/** A task of a random run; what it depends on comes before it, so that there is no cycle. */
export interface TaskShape {
  readonly dependsOn: readonly DependencyShape[];
  readonly condition: 'none' | 'true' | 'false' | 'first_completed';
  readonly critical: boolean;
  readonly on_failure: OnFailure;
  readonly priority: Priority;
  readonly parallel: boolean;
  readonly conflict_group: string | null;
  readonly scope: string[];
  readonly tool_id: string | null;
  readonly max_attempts: number;
  /** Done in the run that this one retries. */
  readonly carried: boolean;
  readonly outcomes: readonly Outcome[];
}

/** A workstream of a random run. */
export interface WorkstreamShape {
  readonly dependsOn: readonly DependencyShape[];
  readonly critical: boolean;
  readonly max_concurrency: number | null;
  readonly tasks: readonly TaskShape[];
}

/** A phase of a random run. */
export interface PhaseShape {
  readonly dependsOn: readonly DependencyShape[];
  readonly acceptance: string[];
  readonly workstreams: readonly WorkstreamShape[];
}

/** What a person does after so many steps of the simulation. */
export interface Intervention {
  readonly step: number;
  readonly what: 'cancel' | 'pause' | 'resume';
}

/** A random run, and all that will happen to it. */
export interface RunShape {
  readonly phases: readonly PhaseShape[];
  readonly maxConcurrency: number;
  readonly errorStrategy: 'fail_fast' | 'continue' | 'escalate';
  readonly budget: BudgetLimit | null;
  readonly toolLimit: number | null;
  /** Of each acceptance gate that is run, in turn. */
  readonly verdicts: ReadonlyArray<'passed' | 'failed' | 'error'>;
  readonly interventions: readonly Intervention[];
  /** Decides the order in which things happen. */
  readonly seed: number;
}

const often = (percent: number): fc.Arbitrary<boolean> => fc.nat(99).map((number) => number < percent);

const dependencies = (maxLength: number): fc.Arbitrary<DependencyShape[]> =>
  fc.array(
    fc.record({
      pick: fc.nat(1000),
      kind: fc.oneof(
        { weight: 3, arbitrary: fc.constant('hard' as const) },
        { weight: 1, arbitrary: fc.constant('soft' as const) },
      ),
    }),
    { maxLength },
  );

const outcome: fc.Arbitrary<Outcome> = fc.oneof(
  { weight: 6, arbitrary: fc.constant('lands' as const) },
  { weight: 5, arbitrary: fc.constant('nothing_to_land' as const) },
  {
    weight: 4,
    arbitrary: fc.constantFrom<Outcome>(
      'gate_fails',
      'breaks_policy',
      'breaks_policy',
      'fails',
      'fails_for_good',
    ),
  },
  { weight: 1, arbitrary: fc.constantFrom<Outcome>('is_told_to_wait', 'loses_its_worker') },
);

const task: fc.Arbitrary<TaskShape> = fc.record({
  dependsOn: dependencies(2),
  condition: fc.oneof(
    { weight: 6, arbitrary: fc.constant('none' as const) },
    { weight: 2, arbitrary: fc.constantFrom('true' as const, 'false' as const, 'first_completed' as const) },
  ),
  critical: often(75),
  on_failure: fc.constantFrom<OnFailure>('skip_dependents', 'skip_dependents', 'abort', 'continue'),
  priority: fc.constantFrom<Priority>('critical', 'high', 'normal', 'normal', 'low'),
  parallel: often(85),
  conflict_group: fc.constantFrom(null, null, 'db'),
  scope: fc.constantFrom<string[]>([], [], ['a/**'], ['a/x.ts'], ['b/**', 'a/y.ts']),
  tool_id: fc.constantFrom(null, 'claude'),
  max_attempts: fc.integer({ min: 1, max: 3 }),
  carried: often(5),
  outcomes: fc.array(outcome, { minLength: 1, maxLength: 4 }),
});

const workstream: fc.Arbitrary<WorkstreamShape> = fc.record({
  dependsOn: dependencies(1),
  critical: often(60),
  max_concurrency: fc.constantFrom(null, null, 1, 2),
  tasks: fc.array(task, { maxLength: 4 }),
});

const phase: fc.Arbitrary<PhaseShape> = fc.record({
  dependsOn: dependencies(2),
  acceptance: fc.constantFrom<string[]>([], ['unit'], ['unit', 'lint']),
  workstreams: fc.array(workstream, { minLength: 1, maxLength: 3 }),
});

/** Random runs: plans of up to 36 tasks at three levels, with what happens to them. */
export const runShape: fc.Arbitrary<RunShape> = fc.record({
  phases: fc.array(phase, { minLength: 1, maxLength: 3 }),
  maxConcurrency: fc.integer({ min: 1, max: 4 }),
  errorStrategy: fc.constantFrom('fail_fast' as const, 'continue' as const, 'escalate' as const),
  budget: fc.oneof(
    { weight: 4, arbitrary: fc.constant(null) },
    {
      weight: 1,
      arbitrary: fc.record({
        max_cost_usd: fc.integer({ min: 1, max: 8 }).map(String),
        warning_threshold: fc.constant(0.8),
        enforcement: fc.constantFrom('warn' as const, 'halt' as const),
      }),
    },
  ),
  toolLimit: fc.constantFrom(null, 1),
  verdicts: fc.array(
    fc.constantFrom('passed' as const, 'passed' as const, 'failed' as const, 'error' as const),
    {
      minLength: 1,
      maxLength: 5,
    },
  ),
  interventions: fc.oneof(
    { weight: 1, arbitrary: fc.constant([]) },
    {
      weight: 1,
      arbitrary: fc.array(
        fc.record({
          step: fc.nat(40),
          what: fc.constantFrom('pause' as const, 'resume' as const, 'cancel' as const),
        }),
        { minLength: 1, maxLength: 3 },
      ),
    },
  ),
  seed: fc.integer({ min: 1, max: 2 ** 31 - 2 }),
});
