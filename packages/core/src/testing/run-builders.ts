import type { PhaseState, RunConfig, RunState, Task, WorkstreamState } from '@uet/schemas';
import type { Dependency } from '../moves/tables.js';
import { objectId, testId, testStart } from './test-ids.js';

/** A run configuration with every field at its default. */
export function aRunConfig(change: Partial<RunConfig> = {}): RunConfig {
  return {
    template: 'example.yaml',
    template_sha256: '0'.repeat(64),
    repository: '/repository',
    target_branch: 'uet/example',
    parameters: {},
    max_concurrency: 4,
    timeout_s: 1800,
    retries: 3,
    env: {},
    routing_strategy: 'auto',
    tools: null,
    budget: null,
    error_strategy: 'continue',
    retry_of: null,
    ...change,
  };
}

/** A run in the state `running`. */
export function aRun(change: Partial<RunState> = {}): RunState {
  return {
    id: testId('run'),
    state: 'running',
    version: 2,
    reason: null,
    template_name: 'example',
    template_version: '1.0.0',
    repository: '/repository',
    target_branch: 'uet/example',
    lane: 'lane',
    pool: 'main',
    base_commit: objectId('a'),
    head_commit: objectId('a'),
    head_tree: objectId('b'),
    origin: 'manual',
    retry_of: null,
    config: aRunConfig(),
    plan: {},
    tasks_total: 1,
    tasks_done: 0,
    cost_usd: '0',
    cancel_requested_at: null,
    created_at: testStart,
    started_at: testStart,
    ended_at: null,
    ...change,
  };
}

/** A phase in the state `planned`. */
export function aPhase(change: Partial<PhaseState> = {}): PhaseState {
  return {
    id: testId('phase'),
    run_id: testId('run'),
    key: 'phase',
    title: 'Phase',
    ordinal: 0,
    state: 'planned',
    version: 0,
    reason: null,
    acceptance: [],
    created_at: testStart,
    started_at: null,
    ended_at: null,
    ...change,
  };
}

/** A critical workstream in the state `planned`. */
export function aWorkstream(change: Partial<WorkstreamState> = {}): WorkstreamState {
  return {
    id: testId('ws'),
    run_id: testId('run'),
    phase_id: testId('phase'),
    key: 'workstream',
    title: 'Workstream',
    ordinal: 0,
    state: 'planned',
    version: 0,
    reason: null,
    scope: [],
    critical: true,
    max_concurrency: null,
    created_at: testStart,
    started_at: null,
    ended_at: null,
    ...change,
  };
}

/** A critical task in the state `pending`, with three attempts. */
export function aTask(change: Partial<Task> = {}): Task {
  return {
    id: testId('task'),
    run_id: testId('run'),
    phase_id: testId('phase'),
    workstream_id: testId('ws'),
    key: 'task',
    title: 'Task',
    ordinal: 0,
    state: 'pending',
    version: 0,
    reason: null,
    priority: 'normal',
    kind: null,
    classification: null,
    condition: null,
    scope: [],
    conflict_group: null,
    parallel: true,
    critical: true,
    on_failure: 'skip_dependents',
    max_attempts: 3,
    attempts_used: 0,
    attempts_total: 0,
    step: {},
    tool_id: null,
    lease_attempt_id: null,
    lease_worker_id: null,
    patch_id: null,
    outputs: {},
    feedback: null,
    last_error: null,
    not_before: null,
    carried_from: null,
    created_at: testStart,
    queued_at: null,
    started_at: null,
    ended_at: null,
    ...change,
  };
}

/** A hard dependency of one task on another. */
export function aDependency(change: Partial<Dependency> = {}): Dependency {
  return {
    id: testId('edge'),
    run_id: testId('run'),
    from_id: testId('task'),
    to_id: testId('after'),
    kind: 'hard',
    level: 'task',
    ...change,
  };
}
