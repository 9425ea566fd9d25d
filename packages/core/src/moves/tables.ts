import type {
  ApiToken,
  Approval,
  Attempt,
  Budget,
  CircuitBreakerRow,
  CostRecord,
  ErrorCapture,
  PatchArtifact,
  PatchComment,
  PatchLedgerEntry,
  PhaseState,
  RoutingDecision,
  RunState,
  SavedView,
  StoredTemplate,
  Task,
  TestExecutionRecord,
  TestGate,
  WorkerLifecycleRow,
  WorkstreamState,
} from '@uet/schemas';

/** An edge of a run's plan, between the ids of two tasks, workstreams or phases. */
export interface Dependency {
  readonly id: string;
  readonly run_id: string;
  /** What has to be done first. */
  readonly from_id: string;
  /** What waits. */
  readonly to_id: string;
  readonly kind: 'hard' | 'soft' | 'gate';
  readonly level: 'task' | 'workstream' | 'phase';
}

/** The parsed report of one gate row. Its id is the gate's. */
export interface TestExecution {
  readonly id: string;
  readonly run_id: string;
  readonly record: TestExecutionRecord;
}

/** The run that a request with a key started: the same request again answers it. */
export interface IdempotencyKey {
  /** SHA-256 of who asked and the key, in hex. */
  readonly id: string;
  readonly run_id: string;
  readonly created_at: string;
}

/** The row type of each table that the store keeps; every row has a text `id`. */
export interface Tables {
  runs: RunState;
  phases: PhaseState;
  workstreams: WorkstreamState;
  tasks: Task;
  dependencies: Dependency;
  attempts: Attempt;
  workers: WorkerLifecycleRow;
  patches: PatchArtifact;
  patch_ledger: PatchLedgerEntry;
  approvals: Approval;
  patch_comments: PatchComment;
  test_gates: TestGate;
  test_executions: TestExecution;
  costs: CostRecord;
  budgets: Budget;
  circuit_breakers: CircuitBreakerRow;
  routing_decisions: RoutingDecision;
  errors: ErrorCapture;
  templates: StoredTemplate;
  saved_views: SavedView;
  api_tokens: ApiToken;
  idempotency_keys: IdempotencyKey;
}

/** The name of a table that the store keeps. */
export type TableName = keyof Tables;

/** The tables whose rows carry a version: those that change after they were made. */
export type VersionedTable = {
  [T in TableName]: Tables[T] extends { version: number } ? T : never;
}[TableName];

/** Columns by which a row is found besides its id: no two rows of the table share them. */
export const uniqueColumns = {
  templates: 'name',
  saved_views: 'name',
  api_tokens: 'sha256',
} as const satisfies { readonly [T in TableName]?: keyof Tables[T] };
