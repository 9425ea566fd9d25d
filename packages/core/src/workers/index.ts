export {
  averageExecutionMs,
  heartbeatMs,
  shuttingDown,
  staleAfterMs,
  type WorkerIdentity,
  WorkerLifecycle,
} from './worker-lifecycle.js';
