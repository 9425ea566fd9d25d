import type { WorkerStateName } from '@uet/schemas';
import { defineMachine } from './define-machine.js';

type WorkerEvent = 'assign_task' | 'complete_task' | 'pause' | 'resume' | 'crash' | 'shutdown';

/** The life of a worker: it leases one task at a time. */
export const workerMachine = defineMachine<WorkerStateName, WorkerEvent>({
  name: 'worker',
  table: 'workers',
  initial: 'idle',
  states: {
    idle: { means: 'Ready for a task', tone: 'good' },
    busy: { means: 'Holds a task', tone: 'active', requires: ['current_task_id'] },
    paused: { means: 'Finishes what it holds and takes nothing new', tone: 'waiting' },
    stopped: { means: 'Ended in good order', tone: 'neutral', requires: ['ended_at'] },
    crashed: { means: 'Gave no sign of life', tone: 'bad', requires: ['ended_at', 'reason'] },
  },
  events: {
    assign_task: { from: ['idle'], to: 'busy' },
    complete_task: { from: ['busy'], to: 'idle' },
    pause: { from: ['idle', 'busy'], to: 'paused' },
    resume: { from: ['paused'], to: 'idle' },
    crash: { from: ['idle', 'busy', 'paused'], to: 'crashed' },
    shutdown: { from: ['idle', 'busy', 'paused'], to: 'stopped' },
  },
});
