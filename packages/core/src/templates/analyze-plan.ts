import { criticalPath, wavesOf } from '../dag/index.js';
import type { CompiledTask, CompiledTemplate } from './compiled-template.js';
import { findScopeConflicts, type ScopeConflicts } from './scope-conflicts.js';

/** What a plan comes to, without anything being run. */
export interface PlanAnalysis {
  readonly counts: {
    readonly phases: number;
    readonly workstreams: number;
    readonly tasks: number;
    readonly dependencies: number;
    readonly waves: number;
    /** The tasks of the widest wave: more workers than this are never busy. */
    readonly widestWave: number;
    /** The most attempts that all tasks together may take. */
    readonly attemptsAtMost: number;
    /** Tasks that may write anything. */
    readonly tasksWithoutScope: number;
  };
  /** The keys of the tasks that can run beside each other once the waves before are done. */
  readonly waves: readonly (readonly string[])[];
  /** The longest chain of tasks, each waiting for the one before. */
  readonly criticalPath: readonly string[];
  /** How long one attempt each of the slowest chain may take; null where a task has no time limit. */
  readonly longestMs: number | null;
  /** Pairs of tasks that could run at the same time but for their write scopes, which overlap. */
  readonly conflicts: ScopeConflicts['conflicts'];
  /** Whether there may be more conflicts than these. */
  readonly conflictsTruncated: boolean;
  readonly gates: readonly GateUse[];
}

/** A gate, and where it is run. */
export interface GateUse {
  readonly name: string;
  /** `landing`: on every patch. `acceptance`: for what is named in `usedBy`. */
  readonly when: 'landing' | 'acceptance';
  /** `phase:<key>` and task keys, the first 100. */
  readonly usedBy: readonly string[];
}

const MAX_USES = 100;

function gateUses({ gates, phases, tasks }: CompiledTemplate): GateUse[] {
  return gates.map(({ name, when }) => {
    const byPhases = phases
      .filter(({ acceptance }) => acceptance.includes(name))
      .map(({ key }) => `phase:${key}`);
    const byTasks = tasks.filter((task) => task.gates.includes(name)).map(({ key }) => key);
    return { name, when, usedBy: [...byPhases, ...byTasks].slice(0, MAX_USES) };
  });
}

/** The weight of every node; starts and ends of workstreams and phases take no time. */
function weightsOf({ tasks, dag }: CompiledTemplate, weigh: (task: CompiledTask) => number): Float64Array {
  const weights = new Float64Array(dag.nodeCount);
  weights.set(tasks.map(weigh));
  return weights;
}

/** Says what a plan comes to: waves, critical path, conflicts between write scopes, gates, counts. */
export function analyzePlan(plan: CompiledTemplate): PlanAnalysis {
  const { tasks, dag } = plan;
  const keyOf = (node: number): string => String(tasks[node]?.key);
  const waves = wavesOf(dag, tasks.length).map((nodes) => nodes.map(keyOf));
  const { conflicts, truncated } = findScopeConflicts(plan);
  const isLimited = tasks.every(({ timeoutMs }) => timeoutMs > 0);
  return {
    counts: {
      phases: plan.phases.length,
      workstreams: plan.workstreams.length,
      tasks: tasks.length,
      dependencies: plan.dependencies.length,
      waves: waves.length,
      widestWave: waves.reduce((widest, wave) => Math.max(widest, wave.length), 0),
      attemptsAtMost: tasks.reduce((sum, { maxAttempts }) => sum + maxAttempts, 0),
      tasksWithoutScope: tasks.filter(({ scope }) => scope.length === 0).length,
    },
    waves,
    criticalPath: criticalPath(
      dag,
      weightsOf(plan, () => 1),
    ).nodes.map(keyOf),
    longestMs: isLimited
      ? criticalPath(
          dag,
          weightsOf(plan, ({ timeoutMs }) => timeoutMs),
        ).length
      : null,
    conflicts,
    conflictsTruncated: truncated,
    gates: gateUses(plan),
  };
}
