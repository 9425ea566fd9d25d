// Tasks per second of a 1,000-task no-op template on the embedded database, as a ratio to the same state changes
// as raw SQL; and the peak memory of such a run, as a ratio to a session that does nothing.
// Run after a build: node benchmarks/tasks.mjs [--tasks 1000] [--rounds 5] [--json]
import { execFileSync } from 'node:child_process';
import { parseArgs } from 'node:util';
import { median, tell } from './figures.mjs';
import { openBench } from './tasks/bench-session.mjs';
import { rawByChange, rawByTask } from './tasks/raw-sql.mjs';
import { fanOut, layers } from './tasks/templates.mjs';

const { values } = parseArgs({
  options: {
    tasks: { type: 'string', default: '1000' },
    rounds: { type: 'string', default: '5' },
    json: { type: 'boolean', default: false },
    memory: { type: 'boolean', default: false },
  },
});
const count = Number(values.tasks);
const rounds = Number(values.rounds);
const shapes = { 'fan-out': fanOut(count), '20 layers': layers(20, count / 20) };

if (values.memory) await measureMemory();
else tell('tasks', [...(await measureSpeed()), memoryFigure()], { tasks: count, rounds });

/** Every round does each once, so that what slows the machine for a while slows all of them. */
async function measureSpeed() {
  const bench = await openBench();
  try {
    const runs = {
      change: () => rawByChange(bench.pool, count),
      task: () => rawByTask(bench.pool, count),
      ...Object.fromEntries(
        Object.entries(shapes).map(([shape, template]) => [shape, () => bench.run(template)]),
      ),
    };
    const seconds = Object.fromEntries(Object.keys(runs).map((name) => [name, []]));
    // The first round warms up connections, plans and code: it does not count.
    for (let round = 0; round <= rounds; round += 1) {
      for (const [name, run] of Object.entries(runs)) {
        const took = await run();
        if (round > 0) seconds[name].push(took);
      }
    }
    return Object.keys(shapes).flatMap((shape) => [
      speed(shape, seconds, 'change', 'one statement a state change'),
      speed(shape, seconds, 'task', 'one statement for all of a task'),
    ]);
  } finally {
    await bench.close();
  }
}

function speed(shape, seconds, raw, words) {
  const perSecond = (name) => `${(count / median(seconds[name])).toFixed(0)} tasks/s`;
  return {
    name: `${shape} to raw SQL, ${words}`,
    value: median(seconds[shape].map((took, round) => seconds[raw][round] / took)),
    unit: 'ratio',
    aim: { atLeast: 0.3 },
    detail: `${perSecond(shape)} and ${perSecond(raw)}`,
  };
}

/** In a process of its own: the peak of this one has seen every round. */
function memoryFigure() {
  const args = [import.meta.filename, '--memory', '--tasks', String(count)];
  const { idleMb, peakMb } = JSON.parse(execFileSync(process.execPath, args).toString());
  return {
    name: `peak memory of a run of ${count} tasks to a session without one`,
    value: peakMb / idleMb,
    unit: 'ratio',
    detail: `${peakMb.toFixed(0)} MB and ${idleMb.toFixed(0)} MB`,
  };
}

async function measureMemory() {
  const peakMb = () => process.resourceUsage().maxRSS / 1024;
  const bench = await openBench();
  try {
    await bench.idle();
    const idleMb = peakMb();
    await bench.run(shapes['fan-out']);
    console.log(JSON.stringify({ idleMb, peakMb: peakMb() }));
  } finally {
    await bench.close();
  }
}
