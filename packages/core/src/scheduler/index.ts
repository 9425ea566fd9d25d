export { byUrgency, type ConcurrencyLimits, type Schedulable, Scheduler, type Wait } from './scheduler.js';
