import { descendants } from '../dag/index.js';
import { scopesOverlap } from '../policy/index.js';
import type { CompiledTask, CompiledTemplate } from './compiled-template.js';

/** Two tasks that could run at the same time, and might write the same file. */
export interface ScopeConflict {
  readonly tasks: readonly [string, string];
  readonly scopes: readonly [readonly string[], readonly string[]];
}

/** The conflicts that were found, and whether the search ended before it had seen all. */
export interface ScopeConflicts {
  readonly conflicts: readonly ScopeConflict[];
  readonly truncated: boolean;
}

/** How far the search goes; the defaults end it within about half a second. */
export interface SearchLimits {
  readonly conflicts: number;
  /** Different scopes that are compared with each other. */
  readonly scopes: number;
  /** Nodes and edges that are walked to see what waits for what. */
  readonly steps: number;
}

const defaultLimits: SearchLimits = { conflicts: 100, scopes: 400, steps: 20_000_000 };

/** A task with a scope. */
interface ScopedTask {
  readonly task: CompiledTask;
  readonly node: number;
  /** Its place in an order in which no task waits for a later one. */
  readonly rank: number;
}

/** The tasks of one scope, and the groups that it overlaps, itself among them. */
interface ScopeGroup {
  readonly scope: readonly string[];
  readonly members: ScopedTask[];
  readonly overlapping: ScopeGroup[];
}

/** What the scheduler looks at: the task's own scope. That of a workstream bounds its tasks, and keeps none apart. */
const scopeOf = ({ step }: CompiledTask): readonly string[] => step.scope ?? [];

function scopedTasks({ tasks, dag }: Pick<CompiledTemplate, 'tasks' | 'dag'>): ScopedTask[] {
  const ranks = new Int32Array(dag.nodeCount);
  dag.order.forEach((node, rank) => {
    ranks[node] = rank;
  });
  const scoped = tasks.map((task, node) => ({ task, node, rank: Number(ranks[node]) }));
  return scoped.filter(({ task }) => scopeOf(task).length > 0);
}

/** Groups tasks by their scope: plans have many tasks, but few different scopes. */
function groupByScope(tasks: readonly ScopedTask[], limit: number): ScopeGroup[] {
  const groups = new Map<string, ScopeGroup>();
  for (const scoped of tasks) {
    const scope = scopeOf(scoped.task);
    const key = scope.join('\n');
    const group = groups.get(key) ?? { scope, members: [], overlapping: [] };
    if (!groups.has(key) && groups.size === limit) continue;
    groups.set(key, group);
    group.members.push(scoped);
  }
  const list = [...groups.values()];
  for (const group of list) {
    group.overlapping.push(
      ...list.filter((other) => other === group || scopesOverlap(group.scope, other.scope)),
    );
  }
  return list;
}

/**
 * Finds pairs of tasks whose scopes overlap and of which neither waits for the other. The scheduler keeps them
 * apart, which costs time; whoever wrote the plan may want to know. Tasks without a scope are left out.
 */
export function findScopeConflicts(
  plan: Pick<CompiledTemplate, 'tasks' | 'dag'>,
  limits: SearchLimits = defaultLimits,
): ScopeConflicts {
  const scoped = scopedTasks(plan);
  const groups = groupByScope(scoped, limits.scopes);
  const sources = groups.flatMap((group) => group.members.map((first) => ({ first, group })));
  const affordable = Math.ceil(limits.steps / (plan.dag.nodeCount + plan.dag.targets.length + 1));
  const conflicts: ScopeConflict[] = [];
  for (const { first, group } of sources.slice(0, affordable)) {
    const reached = descendants(plan.dag, first.node);
    for (const second of group.overlapping.flatMap(({ members }) => members)) {
      if (second.rank <= first.rank || reached[second.node] === 1) continue;
      if (conflicts.length === limits.conflicts) return { conflicts, truncated: true };
      const [a, b] = [first.task, second.task];
      conflicts.push({ tasks: [a.key, b.key], scopes: [a.scope, b.scope] });
    }
  }
  return { conflicts, truncated: sources.length > affordable || sources.length < scoped.length };
}
