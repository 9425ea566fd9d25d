import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { bootstrap } from '../lib/bootstrap.mjs';
import { handOver } from '../lib/hand-over.mjs';
import { main } from '../lib/main.mjs';
import { progressOn, StepFailure } from '../lib/progress.mjs';
import { root } from '../lib/root.mjs';

const quickstart = join(root, 'examples', 'quickstart', 'run.mjs');
const uet = join(root, 'apps', 'cli', 'dist', 'main.js');

/** What the quickstart takes; with --json or --once there is nothing to look at afterwards. */
const readArguments = (given) => ({
  verbose: given.includes('--verbose'),
  once: given.includes('--once') || given.includes('--json'),
  forQuickstart: given.filter((argument) => argument !== '--verbose' && argument !== '--once'),
});

// npm start [-- [--once] [--verbose] [arguments of the quickstart]]: makes the clone ready, shows the quickstart, then
// keeps the dashboard with its run until Ctrl-C.
main(async () => {
  const { verbose, once, forQuickstart } = readArguments(process.argv.slice(2));
  const progress = progressOn(process.stdout, { verbose });
  if (!(await bootstrap(progress))) progress.say('everything is installed and built already');
  if (!existsSync(quickstart)) throw new StepFailure('examples/quickstart/run.mjs is not in this clone.');
  const exitCode = await handOver([quickstart, ...forQuickstart], { cwd: root });
  if (exitCode !== 0 || once) return exitCode;
  const home = process.env.UET_HOME ?? join(root, '.uet', 'home');
  return handOver([uet, 'up'], { cwd: root, env: { ...process.env, UET_HOME: home } });
});
