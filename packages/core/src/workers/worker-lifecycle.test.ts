import { describe, expect, it } from 'vitest';
import { workerMachine } from '../machines/index.js';
import { ChangeSet } from '../moves/index.js';
import { aWorker, CountingIds, FixedClock, inState, testId } from '../testing/index.js';
import { averageExecutionMs, shuttingDown, WorkerLifecycle } from './index.js';

const now = '2026-03-01T00:00:00.000Z';
const taskId = testId('task');

function setUp() {
  const changes = new ChangeSet({ clock: new FixedClock(now), ids: new CountingIds(), actor: 'system' });
  return { changes, workers: new WorkerLifecycle(changes) };
}

describe('WorkerLifecycle', () => {
  it('registers a worker, idle and with nothing done', () => {
    const { changes, workers } = setUp();
    const { id, type, pool, host, pid, process_started, queue_ids, capabilities } = aWorker();
    const identity = { id, type, pool, host, pid, process_started, queue_ids, capabilities };
    const worker = workers.register(identity);
    expect(worker).toEqual(aWorker({ heartbeat_at: now, started_at: now }));
    expect(changes.inserts).toEqual([{ table: 'workers', row: worker }]);
    expect(changes.events).toMatchObject([{ type: 'worker.start', to_state: 'idle', worker_id: id }]);
  });

  it('holds a task, and counts how it went', () => {
    const { workers } = setUp();
    const busy = workers.assignTask(aWorker({ tasks_completed: 1, total_execution_ms: 50 }), taskId);
    expect(busy).toMatchObject({ state: 'busy', current_task_id: taskId });
    expect(workers.completeTask(busy, { succeeded: true, executionMs: 100 })).toMatchObject({
      state: 'idle',
      current_task_id: null,
      tasks_completed: 2,
      tasks_failed: 0,
      total_execution_ms: 150,
    });
    const other = inState(workerMachine, aWorker({ id: testId('other') }), 'busy');
    expect(workers.completeTask(other, { succeeded: false, executionMs: 7 })).toMatchObject({
      tasks_completed: 0,
      tasks_failed: 1,
      total_execution_ms: 7,
    });
  });

  it('finishes what it holds while it is paused, and stays so', () => {
    const { changes, workers } = setUp();
    const busy = inState(workerMachine, aWorker(), 'busy');
    workers.pause(busy, 'maintenance');
    expect(workers.completeTask(busy, { succeeded: true, executionMs: 1 })).toMatchObject({
      state: 'paused',
      reason: 'maintenance',
      current_task_id: null,
      tasks_completed: 1,
    });
    expect(changes.events.map(({ trigger }) => trigger)).toEqual(['pause']);
  });

  it('is busy again where it is resumed with a task in hand', () => {
    const { changes, workers } = setUp();
    const paused = workers.pause(inState(workerMachine, aWorker(), 'busy'));
    expect(workers.resume(paused)).toMatchObject({ state: 'busy', current_task_id: taskId });
    expect(changes.events.map(({ trigger }) => trigger)).toEqual(['pause', 'resume', 'assign_task']);
    const free = aWorker({ id: testId('free'), state: 'paused' });
    expect(workers.resume(free)).toMatchObject({ state: 'idle', current_task_id: null });
  });

  it('is ended by a person at once where it holds nothing', () => {
    const { workers } = setUp();
    expect(workers.requestShutdown(aWorker(), 'update')).toMatchObject({
      state: 'stopped',
      reason: 'update',
    });
    const ended = aWorker({ id: testId('other'), state: 'stopped', ended_at: now });
    expect(() => workers.requestShutdown(ended)).toThrow(expect.objectContaining({ code: 'illegal_move' }));
  });

  it('is ended by a person after its task, unless it is resumed before', () => {
    const { changes, workers } = setUp();
    const busy = inState(workerMachine, aWorker(), 'busy');
    const asked = workers.requestShutdown(busy, 'update');
    expect(asked).toMatchObject({ state: 'paused', reason: shuttingDown, current_task_id: taskId });
    expect(workers.requestShutdown(busy)).toBe(asked);
    expect(workers.completeTask(busy, { succeeded: true, executionMs: 1 })).toMatchObject({
      state: 'stopped',
      current_task_id: null,
      tasks_completed: 1,
    });
    expect(changes.events.map(({ trigger }) => trigger)).toEqual(['request_shutdown', 'pause', 'shutdown']);
    const other = workers.pause(inState(workerMachine, aWorker({ id: testId('other') }), 'busy'), 'lunch');
    expect(workers.requestShutdown(other)).toMatchObject({ state: 'paused', reason: shuttingDown });
    workers.resume(other);
    expect(workers.completeTask(other, { succeeded: true, executionMs: 1 }).state).toBe('idle');
  });

  it('ends in good order or not', () => {
    const { workers } = setUp();
    const busy = inState(workerMachine, aWorker(), 'busy');
    expect(workers.crash(busy, 'its process is gone')).toMatchObject({
      state: 'crashed',
      reason: 'its process is gone',
      current_task_id: taskId,
      ended_at: now,
    });
    const other = inState(workerMachine, aWorker({ id: testId('other') }), 'busy');
    expect(workers.shutdown(other)).toMatchObject({ state: 'stopped', current_task_id: null, ended_at: now });
  });
});

describe('averageExecutionMs', () => {
  it('is the mean over all tasks, well done or not, and null before the first', () => {
    expect(averageExecutionMs(aWorker())).toBeNull();
    const worker = aWorker({ tasks_completed: 2, tasks_failed: 1, total_execution_ms: 90 });
    expect(averageExecutionMs(worker)).toBe(30);
  });
});
