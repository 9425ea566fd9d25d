export { RunLifecycle, stoppedByPerson } from './run-lifecycle.js';
