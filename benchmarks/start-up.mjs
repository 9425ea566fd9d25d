// How long `uet --help` takes next to a Node that does nothing (`node -e 0`): wall clock, rounds in turn.
// Run after a build: node benchmarks/start-up.mjs [--json]
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { median, tell } from './figures.mjs';

const ROUNDS = 21;
const cli = join(import.meta.dirname, '..', 'apps', 'cli');
const { bin } = JSON.parse(readFileSync(join(cli, 'package.json'), 'utf8'));
const program = join(cli, typeof bin === 'string' ? bin : bin.uet);
if (!existsSync(program)) throw new Error(`${program} is not there: build first (pnpm exec turbo run build)`);

function timeMs(args) {
  const start = performance.now();
  execFileSync(process.execPath, args, { stdio: 'ignore' });
  return performance.now() - start;
}

const times = { help: [], nothing: [] };
for (let count = 0; count < ROUNDS; count += 1) {
  times.nothing.push(timeMs(['-e', '0']));
  times.help.push(timeMs([program, '--help']));
}
const ratio = median(times.help.map((ms, index) => ms / times.nothing[index]));
tell(
  'start-up',
  [
    {
      name: '`uet --help` to `node -e 0`',
      value: ratio,
      unit: 'ratio',
      detail: `${median(times.help).toFixed(0)} ms and ${median(times.nothing).toFixed(0)} ms`,
    },
  ],
  { rounds: ROUNDS },
);
