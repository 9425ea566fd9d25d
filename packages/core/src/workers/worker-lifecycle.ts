import type { WorkerLifecycleRow } from '@uet/schemas';
import { workerMachine } from '../machines/index.js';
import type { ChangeSet } from '../moves/index.js';

/** How often a worker shows that it lives, in milliseconds. */
export const heartbeatMs = 10_000;
/** After how long without a sign of life a worker counts as crashed, in milliseconds. */
export const staleAfterMs = 60_000;

/** The reason of a worker that ends once the task is done that it holds. */
export const shuttingDown = 'shuts down after its task';

/** Who a worker is and where it runs. */
export type WorkerIdentity = Pick<
  WorkerLifecycleRow,
  'id' | 'type' | 'pool' | 'host' | 'pid' | 'process_started' | 'queue_ids' | 'capabilities'
>;

/** The moves of workers. */
export class WorkerLifecycle {
  readonly #changes: ChangeSet;

  constructor(changes: ChangeSet) {
    this.#changes = changes;
  }

  /** Records a new worker, idle: the event is `start`. */
  register(identity: WorkerIdentity): WorkerLifecycleRow {
    const now = this.#changes.now;
    const row: WorkerLifecycleRow = {
      ...identity,
      state: 'idle',
      version: 0,
      reason: null,
      current_task_id: null,
      heartbeat_at: now,
      tasks_completed: 0,
      tasks_failed: 0,
      total_execution_ms: 0,
      started_at: now,
      ended_at: null,
    };
    return this.#changes.create(workerMachine, row, { trigger: 'start' });
  }

  assignTask(worker: WorkerLifecycleRow, taskId: string): WorkerLifecycleRow {
    return this.#changes.move(workerMachine, worker, 'assign_task', { change: { current_task_id: taskId } });
  }

  /** The task is done, well or badly; a paused worker stays paused, and ends where a person asked for that. */
  completeTask(
    worker: WorkerLifecycleRow,
    outcome: { succeeded: boolean; executionMs: number },
  ): WorkerLifecycleRow {
    const current = this.#changes.latest('workers', worker);
    const statistics = {
      current_task_id: null,
      tasks_completed: current.tasks_completed + (outcome.succeeded ? 1 : 0),
      tasks_failed: current.tasks_failed + (outcome.succeeded ? 0 : 1),
      total_execution_ms: current.total_execution_ms + outcome.executionMs,
    };
    if (current.state === 'paused') {
      const free = this.#changes.change('workers', worker, statistics);
      return free.reason === shuttingDown ? this.shutdown(free) : free;
    }
    return this.#changes.move(workerMachine, worker, 'complete_task', { change: statistics });
  }

  pause(worker: WorkerLifecycleRow, reason: string | null = null): WorkerLifecycleRow {
    return this.#changes.move(workerMachine, worker, 'pause', { reason });
  }

  /** Takes tasks again; one that was paused while it held a task is busy with it still. */
  resume(worker: WorkerLifecycleRow, reason: string | null = null): WorkerLifecycleRow {
    const resumed = this.#changes.move(workerMachine, worker, 'resume', { reason });
    return resumed.current_task_id === null ? resumed : this.assignTask(resumed, resumed.current_task_id);
  }

  /** The worker gave no sign of life, or its process is gone. */
  crash(worker: WorkerLifecycleRow, reason: string): WorkerLifecycleRow {
    return this.#changes.move(workerMachine, worker, 'crash', {
      reason,
      change: { ended_at: this.#changes.now },
    });
  }

  /** A person ends it: at once, or once the task is done that it holds; until then it is paused. */
  requestShutdown(given: WorkerLifecycleRow, said: string | null = null): WorkerLifecycleRow {
    const worker = this.#changes.latest('workers', given);
    if (worker.current_task_id === null) return this.shutdown(worker, said);
    if (worker.state === 'paused' && worker.reason === shuttingDown) return worker;
    this.#changes.note('worker', worker, 'request_shutdown', said === null ? {} : { reason: said });
    if (worker.state === 'paused') return this.#changes.change('workers', worker, { reason: shuttingDown });
    return this.pause(worker, shuttingDown);
  }

  shutdown(worker: WorkerLifecycleRow, reason: string | null = null): WorkerLifecycleRow {
    return this.#changes.move(workerMachine, worker, 'shutdown', {
      reason,
      change: { current_task_id: null, ended_at: this.#changes.now },
    });
  }
}

/** The average execution time of a worker in milliseconds, or null where it has done nothing yet. */
export function averageExecutionMs(worker: WorkerLifecycleRow): number | null {
  const count = worker.tasks_completed + worker.tasks_failed;
  return count === 0 ? null : worker.total_execution_ms / count;
}
