import { approvalMachine } from './approval.js';
import { attemptMachine } from './attempt.js';
import { breakerMachine } from './breaker.js';
import type { Machine } from './define-machine.js';
import { gateMachine } from './gate.js';
import { patchMachine } from './patch.js';
import { phaseMachine } from './phase.js';
import { runMachine } from './run.js';
import { taskMachine } from './task.js';
import { workerMachine } from './worker.js';
import { workstreamMachine } from './workstream.js';

export {
  defineMachine,
  type EventOf,
  type EventRow,
  eventsFrom,
  finalStates,
  isFinal,
  type Machine,
  type StateOf,
  type StateRow,
  type Tone,
} from './define-machine.js';
export {
  approvalMachine,
  attemptMachine,
  breakerMachine,
  gateMachine,
  patchMachine,
  phaseMachine,
  runMachine,
  taskMachine,
  workerMachine,
  workstreamMachine,
};

/** Every machine, in the order of the work: what documents, checks and tests are derived from. */
export const machines: readonly Machine[] = [
  runMachine,
  phaseMachine,
  workstreamMachine,
  taskMachine,
  attemptMachine,
  workerMachine,
  patchMachine,
  approvalMachine,
  gateMachine,
  breakerMachine,
] as unknown as readonly Machine[];
