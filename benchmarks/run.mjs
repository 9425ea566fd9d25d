// Every figure, one after another, each benchmark in a process of its own: `pnpm bench` (after a build).
// Run: node benchmarks/run.mjs [NAME …] [--json]      names: compile, plan, start-up, landing, tasks, api, dashboard
import { spawn } from 'node:child_process';
import { cpus, totalmem } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { parseArgs } from 'node:util';
import { lineOf } from './figures.mjs';

const all = ['compile', 'plan', 'start-up', 'landing', 'tasks', 'api'];
/** Those that take many minutes, or need a browser: run where they are named. */
const named = ['dashboard'];
const { values, positionals } = parseArgs({ options: { json: { type: 'boolean' } }, allowPositionals: true });
const known = [...all, ...named];
const unknown = positionals.filter((name) => !known.includes(name));
if (unknown.length > 0) {
  console.error(`no benchmark ${unknown.join(', ')}; there are ${known.join(', ')}`);
  process.exit(2);
}

const results = [];
for (const name of positionals.length > 0 ? positionals : all) {
  const result = await measure(name);
  results.push(result);
  if (!values.json) for (const figure of result.figures ?? []) console.log(lineOf(name, figure));
}
if (values.json) console.log(JSON.stringify({ machine: machine(), results }));
else console.log(`on ${machine().cores} cores, Node ${process.version}, ${machine().platform}`);

/** Runs one benchmark; one that fails is told, and the others are measured all the same. */
async function measure(name) {
  const script = join(import.meta.dirname, `${name}.mjs`);
  const child = spawn(process.execPath, [script, '--json'], { stdio: ['ignore', 'pipe', 'inherit'] });
  const ended = new Promise((resolve) => child.once('close', resolve));
  const output = await text(child.stdout);
  const exitCode = await ended;
  if (exitCode === 0) return JSON.parse(output);
  console.error(`${name}: failed with exit code ${exitCode}`);
  process.exitCode = 1;
  return { benchmark: name, exitCode };
}

function machine() {
  const cores = cpus();
  return {
    date: new Date().toISOString().slice(0, 10),
    cores: cores.length,
    cpu: cores[0]?.model ?? 'unknown',
    memoryGb: Math.round(totalmem() / 2 ** 30),
    platform: `${process.platform} ${process.arch}`,
    node: process.version,
  };
}
