import type { Priority, Task, WaitReason } from '@uet/schemas';
import { scopesOverlap } from '../policy/index.js';

/** What the scheduler looks at of a task. */
export type Schedulable = Pick<
  Task,
  | 'id'
  | 'key'
  | 'workstream_id'
  | 'priority'
  | 'ordinal'
  | 'conflict_group'
  | 'scope'
  | 'parallel'
  | 'tool_id'
  | 'state'
>;

/** How many tasks may run at once, each null for no limit. */
export interface ConcurrencyLimits {
  readonly run: number;
  /** By workstream id. */
  readonly workstreams: ReadonlyMap<string, number>;
  /** By tool id. */
  readonly tools: ReadonlyMap<string, number>;
}

/** Why a task may not start beside what is active now. */
export interface Wait {
  readonly reason: WaitReason;
  readonly detail: string;
}

const rank: Record<Priority, number> = { critical: 0, high: 1, normal: 2, low: 3 };

/** Most urgent first, then as written in the template. */
export const byUrgency = (a: Schedulable, b: Schedulable): number =>
  rank[a.priority] - rank[b.priority] || a.ordinal - b.ordinal;

/**
 * Admits tasks one by one beside what is active: never two of one conflict group, with overlapping write
 * scopes, or beside a task marked `parallel: false`; never more than the limits allow.
 *
 * A task that declares no scope does not wait for scopes: what it writes is not known before it ran.
 * A task counts against the limits while it is queued or runs, and keeps its group and scope until its patch landed.
 */
export class Scheduler {
  readonly #limits: ConcurrencyLimits;
  readonly #active: Schedulable[] = [];
  readonly #perWorkstream = new Map<string, number>();
  readonly #perTool = new Map<string, number>();
  #occupied = 0;

  constructor(limits: ConcurrencyLimits, active: Iterable<Schedulable> = []) {
    this.#limits = limits;
    for (const task of active) this.#hold(task);
  }

  /** True while the run's own limit leaves room for another task. */
  get hasRoom(): boolean {
    return this.#occupied < this.#limits.run;
  }

  /** Why the task has to wait, or null where it may start now. */
  waitOf(task: Schedulable): Wait | null {
    if (!this.hasRoom) return { reason: 'run_limit', detail: `${this.#limits.run} tasks run at once` };
    const inWorkstream = this.#limits.workstreams.get(task.workstream_id);
    if (inWorkstream !== undefined && (this.#perWorkstream.get(task.workstream_id) ?? 0) >= inWorkstream) {
      return { reason: 'workstream_limit', detail: `${inWorkstream} tasks of its workstream run at once` };
    }
    const ofTool = task.tool_id === null ? undefined : this.#limits.tools.get(task.tool_id);
    if (task.tool_id !== null && ofTool !== undefined && (this.#perTool.get(task.tool_id) ?? 0) >= ofTool) {
      return { reason: 'tool_limit', detail: `${ofTool} tasks of tool ${task.tool_id} run at once` };
    }
    return this.#conflictOf(task);
  }

  /** Admits the task if nothing stands against it; answers why not otherwise. */
  admit(task: Schedulable): Wait | null {
    const wait = this.waitOf(task);
    if (wait === null) this.#hold({ ...task, state: 'queued' });
    return wait;
  }

  #conflictOf(task: Schedulable): Wait | null {
    for (const other of this.#active) {
      if (!task.parallel || !other.parallel) return { reason: 'exclusive', detail: `${other.key} runs` };
      if (task.conflict_group !== null && task.conflict_group === other.conflict_group) {
        return {
          reason: 'conflict_group',
          detail: `${other.key} of group ${task.conflict_group} is not done`,
        };
      }
      if (task.scope.length > 0 && other.scope.length > 0 && scopesOverlap(task.scope, other.scope)) {
        return { reason: 'scope_overlap', detail: `${other.key} may write the same files` };
      }
    }
    return null;
  }

  #hold(task: Schedulable): void {
    this.#active.push(task);
    if (task.state === 'validating') return;
    this.#occupied += 1;
    this.#perWorkstream.set(task.workstream_id, (this.#perWorkstream.get(task.workstream_id) ?? 0) + 1);
    if (task.tool_id !== null) this.#perTool.set(task.tool_id, (this.#perTool.get(task.tool_id) ?? 0) + 1);
  }
}
