// What one tick costs to plan in the middle of a run, next to `JSON.parse` of the snapshot that it looks at.
// Run after a build: node benchmarks/plan.mjs [--json]
import { plan } from '../packages/core/dist/index.js';
import {
  aPhase,
  aRun,
  aRunConfig,
  aTask,
  aWorkstream,
  CountingIds,
  FixedClock,
} from '../packages/core/dist/testing/index.js';
import { median, tell } from './figures.mjs';

const ROUNDS = 21;
const LAYERS = 20;
const ACTIVE = 32;

/** Layers of tasks, each task waiting for two of the layer before; half have ended, so that as many may start. */
function snapshotOf(count) {
  const run = aRun({ config: aRunConfig({ max_concurrency: ACTIVE }), tasks_total: count });
  const phase = aPhase({ state: 'active', started_at: run.started_at });
  const workstream = aWorkstream({ state: 'executing', started_at: run.started_at });
  const width = count / LAYERS;
  const tasks = Array.from({ length: count }, (_, ordinal) => {
    const isDone = ordinal < count / 2;
    const state = isDone ? { state: 'completed', ended_at: run.started_at, version: 4 } : {};
    const { step: _step, ...row } = aTask({
      id: idOf('T', ordinal),
      key: `task-${ordinal}`,
      ordinal,
      ...state,
    });
    return row;
  });
  const dependencies = tasks.slice(width).flatMap(({ id }, index) =>
    [index, index - (index % width) + ((index + 1) % width)].map((before, which) => ({
      id: idOf(`D${which}`, index),
      run_id: run.id,
      from_id: tasks[before].id,
      to_id: id,
      kind: 'hard',
      level: 'task',
    })),
  );
  const none = { openPatches: [], acceptance: [], breakers: [], budgets: [] };
  return { run, phases: [phase], workstreams: [workstream], tasks, dependencies, ...none };
}

const idOf = (prefix, number) => `${prefix}${String(number).padStart(26 - prefix.length, '0')}`;

function timeMs(work) {
  const start = performance.now();
  work();
  return performance.now() - start;
}

function measure(count) {
  const snapshot = snapshotOf(count);
  const json = JSON.stringify(snapshot);
  const context = () => ({ clock: new FixedClock(), ids: new CountingIds(), actor: 'system' });
  const started = plan(snapshot, context()).changes.jobs.length;
  if (started !== ACTIVE) throw new Error(`${started} tasks were started, not ${ACTIVE}`);
  const times = { plan: [], parse: [] };
  for (let round = 0; round < ROUNDS; round += 1) {
    times.plan.push(timeMs(() => plan(snapshot, context())));
    times.parse.push(timeMs(() => JSON.parse(json)));
  }
  const [planMs, parseMs] = [median(times.plan), median(times.parse)];
  return [
    {
      name: `plan a tick of ${count} tasks`,
      value: planMs,
      unit: 'ms',
      detail: `${ACTIVE} tasks are started`,
    },
    {
      name: `plan a tick of ${count} tasks to JSON.parse of its snapshot`,
      value: planMs / parseMs,
      unit: 'ratio',
      detail: `${parseMs.toFixed(1)} ms for ${(json.length / 2 ** 20).toFixed(1)} MB`,
    },
  ];
}

tell('plan', [1_000, 10_000].flatMap(measure), { rounds: ROUNDS });
