import type {
  BudgetLimit,
  Classification,
  GateClause,
  GateCriteria,
  OnFailure,
  PatchPolicy,
  Priority,
  RoutingClause,
  StepDefaults,
  Template,
  WsDependency,
  WsStep,
} from '@uet/schemas';
import type { Dag } from '../dag/index.js';

/** A phase of a plan. */
export interface CompiledPhase {
  readonly key: string;
  readonly title: string;
  readonly ordinal: number;
  /** The gates that must pass once its work has landed. */
  readonly acceptance: readonly string[];
  readonly policy: PatchPolicy | null;
}

/** A workstream of a plan. */
export interface CompiledWorkstream {
  readonly key: string;
  /** The key of its phase. */
  readonly phase: string;
  readonly ordinal: number;
  readonly title: string;
  /** What its tasks may write; empty for anything. */
  readonly scope: readonly string[];
  readonly critical: boolean;
  readonly maxConcurrency: number | null;
  readonly policy: PatchPolicy | null;
  readonly budget: BudgetLimit | null;
  readonly env: Readonly<Record<string, string>>;
}

/** The defaults of steps, each of them given; times may be the tool's own, and are therefore left open. */
export type EveryDefault = {
  [K in Exclude<keyof StepDefaults, 'timeout_s' | 'idle_timeout_s'>]-?: NonNullable<StepDefaults[K]>;
};

/** What a compiled step always has. */
export type StepSettings = EveryDefault & { env: Record<string, string> };

/**
 * A step with its defaults, with the environment of template, workstream and step in one, and with every
 * expression replaced that asks for parameters that are not secret. The texts still go through `interpolate`
 * when the task runs: what is left needs the run, and what was filled in is escaped.
 */
export type CompiledStep = Omit<WsStep, keyof StepSettings> & StepSettings;

/** A task of a plan. */
export interface CompiledTask {
  readonly key: string;
  /** The keys of its phase and workstream. */
  readonly phase: string;
  readonly workstream: string;
  readonly ordinal: number;
  readonly title: string;
  readonly step: CompiledStep;
  /** What it may write: its own scope, else that of its workstream; empty for anything. */
  readonly scope: readonly string[];
  /** 0 for no limit. */
  readonly timeoutMs: number;
  readonly idleTimeoutMs: number;
  readonly maxAttempts: number;
  readonly priority: Priority;
  readonly critical: boolean;
  readonly onFailure: OnFailure;
  readonly parallel: boolean;
  readonly conflictGroup: string | null;
  readonly kind: string | null;
  readonly classification: Classification | null;
  readonly capabilities: readonly string[];
  readonly gates: readonly string[];
  readonly policy: PatchPolicy | null;
  readonly budget: BudgetLimit | null;
  readonly condition: string | null;
  /** Whether a person has to approve its patch before it may land. */
  readonly approval: boolean;
}

/** A gate of a plan. */
export interface CompiledGate {
  readonly name: string;
  readonly type: GateClause['type'];
  readonly when: 'landing' | 'acceptance';
  readonly run: GateClause['run'];
  readonly report: GateClause['report'];
  readonly coverage: GateClause['coverage'] | null;
  readonly criteria: GateCriteria;
  /** 0 for no limit. */
  readonly timeoutMs: number;
  readonly env: Readonly<Record<string, string>>;
  readonly description: string | null;
}

/** What prepares a worktree before work starts in it. */
export interface CompiledSetup {
  readonly run: GateClause['run'];
  readonly inputs: readonly string[];
  readonly keep: readonly string[];
  /** 0 for no limit. */
  readonly timeoutMs: number;
  readonly env: Readonly<Record<string, string>>;
}

/** A template with its parameters filled in, as a plan: plain data, the same for the same input. */
export interface CompiledTemplate {
  readonly name: string;
  readonly version: string;
  readonly title: string;
  readonly maxConcurrency: number | null;
  readonly errorStrategy: NonNullable<Template['error_strategy']>;
  readonly routing: RoutingClause;
  readonly policy: PatchPolicy | null;
  readonly budget: BudgetLimit | null;
  readonly setup: CompiledSetup | null;
  /** The names of the parameters whose values are masked. */
  readonly secrets: readonly string[];
  readonly gates: readonly CompiledGate[];
  readonly phases: readonly CompiledPhase[];
  readonly workstreams: readonly CompiledWorkstream[];
  readonly tasks: readonly CompiledTask[];
  readonly dependencies: readonly WsDependency[];
  /** Node `n` is task `n`; the nodes behind the tasks are the starts and ends of workstreams and phases. */
  readonly dag: Dag;
}
