export {
  type AttemptFailure,
  conditionNotMet,
  dependencyFailed,
  patchDropped,
  TaskLifecycle,
  type TaskRow,
} from './task-lifecycle.js';
