import type {
  Approval,
  Budget,
  CircuitBreakerRow,
  PatchLedgerEntry,
  PhaseState,
  RunState,
  TestGate,
  WorkstreamState,
} from '@uet/schemas';
import type { Dependency } from '../moves/tables.js';
import type { TaskRow } from '../tasks/index.js';

/** All that the planner looks at: one run as it is stored at one moment. */
export interface RunSnapshot {
  readonly run: RunState;
  readonly phases: readonly PhaseState[];
  readonly workstreams: readonly WorkstreamState[];
  readonly tasks: readonly TaskRow[];
  readonly dependencies: readonly Dependency[];
  /** The ledger entries of the run that neither landed nor ended. */
  readonly openPatches: readonly PatchLedgerEntry[];
  /** The approvals of the run that nobody has decided yet. */
  readonly approvals: readonly Approval[];
  /** The acceptance gates of the run (those without a patch). */
  readonly acceptance: readonly TestGate[];
  readonly breakers: readonly CircuitBreakerRow[];
  readonly budgets: readonly Budget[];
}
