import type { RunSnapshot, Wait } from '@uet/core';
import type { ExecutionEvent, TestGate } from '@uet/schemas';

type Run = RunSnapshot['run'];
type Task = RunSnapshot['tasks'][number];
type Phase = RunSnapshot['phases'][number];

/** A run as it stands: what runs, what waits and why. */
export interface RunFrame {
  readonly run: Pick<
    Run,
    'template_name' | 'target_branch' | 'cost_usd' | 'created_at' | 'cancel_requested_at'
  >;
  readonly phases: ReadonlyArray<Pick<Phase, 'id' | 'key' | 'state'>>;
  readonly tasks: ReadonlyArray<
    Pick<
      Task,
      | 'id'
      | 'key'
      | 'state'
      | 'reason'
      | 'phase_id'
      | 'patch_id'
      | 'tool_id'
      | 'attempts_total'
      | 'max_attempts'
      | 'not_before'
    >
  >;
  /** Which phase waits for which. */
  readonly dependencies: ReadonlyArray<{ readonly from_id: string; readonly to_id: string }>;
  /** Why a task waits, by its id. */
  readonly waits: ReadonlyMap<string, Wait>;
  readonly quarantined: ReadonlyArray<{ readonly task_id: string }>;
  /** What waits for a person. */
  readonly approvals: ReadonlyArray<{ readonly id: string; readonly patch_id: string }>;
  /** Attempts that run now. */
  readonly attempts: ReadonlyArray<{ readonly task_id: string; readonly started_at: string }>;
  /** Gates that run now. */
  readonly gates: ReadonlyArray<Pick<TestGate, 'name' | 'patch_id' | 'phase_id' | 'started_at'>>;
  readonly landed: number;
}

/** What a view of a run is made from, wherever that is kept. */
export interface RunSource {
  /** What happened since the last time it was asked, oldest first; empty where that is nothing. */
  events(): Promise<readonly ExecutionEvent[]>;
  /** Waits until {@link events} answers everything that has happened so far. */
  catchUp(): Promise<void>;
  /** The names that phases, workstreams and tasks have in the template, by id. */
  names(): Promise<ReadonlyMap<string, string>>;
  /** Whether any phase has acceptance gates. */
  isAccepted(): Promise<boolean>;
  /** The gates with a verdict of these patches; of none, for null: those of phases. */
  gatesOf(patchIds: readonly string[] | null): Promise<readonly TestGate[]>;
  /** Null where there is no such run. */
  frame(): Promise<RunFrame | null>;
}

/** The states of a gate that has a verdict. */
export const decided = ['passed', 'failed', 'error'] as const;
