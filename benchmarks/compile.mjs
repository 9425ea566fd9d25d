// What a plan of 100,000 tasks and 300,000 edges costs to compile, next to Kahn's algorithm on Maps.
// Run after a build: node benchmarks/compile.mjs [--json]
import { compileDag } from '../packages/core/dist/dag/index.js';
import { compileTemplate } from '../packages/core/dist/templates/index.js';
import { median, tell } from './figures.mjs';

const TASKS = 100_000;
const EDGES_PER_TASK = 3;
const PHASES = 10;
const WORKSTREAMS = 10;
const ROUNDS = 7;

/** A small generator with a fixed seed (xorshift), so that every run compiles the same graph. */
function generator(seed) {
  let state = seed;
  return (below) => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) % below;
  };
}

/** For each task up to three of the 1,000 before it, never one twice. */
function dependencies() {
  const random = generator(42);
  return Array.from({ length: TASKS }, (_, task) => {
    const chosen = new Set();
    while (chosen.size < Math.min(EDGES_PER_TASK, task)) chosen.add(task - 1 - random(Math.min(task, 1000)));
    return [...chosen];
  });
}

function edgeList(before) {
  const from = new Int32Array(before.flat());
  const to = new Int32Array(before.flatMap((list, task) => list.map(() => task)));
  return { from, to };
}

function templateOf(before) {
  const perWorkstream = TASKS / PHASES / WORKSTREAMS;
  const step = (task) => ({
    id: `task-${task}`,
    run: ['node', 'work.mjs', String(task)],
    depends_on: before[task].map((other) => `task-${other}`),
  });
  const workstream = (phase) => (_, index) => {
    const first = (phase * WORKSTREAMS + index) * perWorkstream;
    const tasks = Array.from({ length: perWorkstream }, (_, task) => step(first + task));
    return { id: `workstream-${phase}-${index}`, tasks };
  };
  const phases = Array.from({ length: PHASES }, (_, phase) => ({
    id: `phase-${phase}`,
    ...(phase === 0 ? {} : { depends_on: [`phase-${phase - 1}`] }),
    workstreams: Array.from({ length: WORKSTREAMS }, workstream(phase)),
  }));
  return { template: 'v1', metadata: { name: 'large', version: '1.0.0' }, phases };
}

/** The same sort as it is mostly written: adjacency and degrees in Maps with the keys of the tasks. */
function kahnOnMaps(keys, edges) {
  const after = new Map(keys.map((key) => [key, []]));
  const degrees = new Map(keys.map((key) => [key, 0]));
  for (const [from, to] of edges) {
    after.get(from).push(to);
    degrees.set(to, degrees.get(to) + 1);
  }
  const order = keys.filter((key) => degrees.get(key) === 0);
  for (const key of order) {
    for (const next of after.get(key)) {
      degrees.set(next, degrees.get(next) - 1);
      if (degrees.get(next) === 0) order.push(next);
    }
  }
  return order;
}

function medianMs(work) {
  const times = Array.from({ length: ROUNDS }, () => {
    const start = performance.now();
    work();
    return performance.now() - start;
  });
  return median(times);
}

const before = dependencies();
const edges = edgeList(before);
const keys = Array.from({ length: TASKS }, (_, task) => `task-${task}`);
const keyEdges = Array.from(edges.from, (from, edge) => [keys[from], keys[edges.to[edge]]]);
const template = templateOf(before);

const kahnOnMapsMs = medianMs(() => kahnOnMaps(keys, keyEdges));
const compileDagMs = medianMs(() => compileDag(keys, edges));
const compileTemplateMs = medianMs(() => compileTemplate(template, {}));
tell(
  'compile',
  [
    {
      name: 'compile a plan of 100,000 tasks',
      value: compileDagMs,
      unit: 'ms',
      aim: { atMost: 150 },
      detail: `order, waves, critical path; ${edges.from.length} edges`,
    },
    {
      name: 'the same to Kahn on Maps (order alone)',
      value: compileDagMs / kahnOnMapsMs,
      unit: 'ratio',
      detail: `${kahnOnMapsMs.toFixed(0)} ms`,
    },
    {
      name: 'compile the whole template of 100,000 tasks',
      value: compileTemplateMs,
      unit: 'ms',
      detail: 'with parameters, expressions, links and checks',
    },
  ],
  { tasks: TASKS, edges: edges.from.length, rounds: ROUNDS },
);
