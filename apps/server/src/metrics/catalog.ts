import { Counter, Gauge, Histogram, Registry } from 'prom-client';

/** From what a command takes that does nothing to what a task takes at most, in seconds. */
const longBuckets = [0.5, 1, 5, 15, 60, 300, 900, 1800, 3600];
const shortBuckets = [0.005, 0.01, 0.05, 0.1, 0.5, 1, 5, 30];

/** Every metric there is, in a registry of its own. */
export type Catalog = ReturnType<typeof openCatalog>;

/** Makes the metrics, all at zero. */
export function openCatalog() {
  const registry = new Registry();
  const registers = [registry];
  return {
    registry,
    tasks: new Counter({
      name: 'uet_tasks_total',
      help: 'Tasks that reached a state',
      labelNames: ['state'],
      registers,
    }),
    patches: new Counter({
      name: 'uet_patches_total',
      help: 'Patches that reached a state',
      labelNames: ['state'],
      registers,
    }),
    gates: new Counter({
      name: 'uet_gates_total',
      help: 'Gates that ended, by their result',
      labelNames: ['result'],
      registers,
    }),
    transitions: new Counter({
      name: 'uet_state_transitions_total',
      help: 'State transitions, by what moved and where to',
      labelNames: ['entity', 'to'],
      registers,
    }),
    costs: new Counter({
      name: 'uet_cost_usd_total',
      help: 'What was spent in US dollars since the first run, by model',
      labelNames: ['model'],
      registers,
    }),
    taskSeconds: new Histogram({
      name: 'uet_task_duration_seconds',
      help: 'From the first attempt of a task to its end',
      buckets: longBuckets,
      registers,
    }),
    applySeconds: new Histogram({
      name: 'uet_patch_apply_seconds',
      help: 'How long git took to apply a patch, or to refuse it',
      buckets: shortBuckets,
      registers,
    }),
    gateSeconds: new Histogram({
      name: 'uet_gate_duration_seconds',
      help: 'How long the command of a gate ran',
      buckets: longBuckets,
      registers,
    }),
    landingSeconds: new Histogram({
      name: 'uet_landing_wait_seconds',
      help: 'From the moment a patch entered its lane to its commit',
      buckets: longBuckets,
      registers,
    }),
    workers: new Gauge({ name: 'uet_active_workers', help: 'Workers that are idle or busy', registers }),
    queue: new Gauge({
      name: 'uet_queue_depth',
      help: 'Jobs that wait, by queue',
      labelNames: ['queue'],
      registers,
    }),
    breakersOpen: new Gauge({
      name: 'uet_circuit_breakers_open',
      help: 'Circuit breakers that are open',
      registers,
    }),
  };
}
