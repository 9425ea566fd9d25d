import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { handOver } from '../../../scripts/lib/hand-over.mjs';
import { StepFailure } from '../../../scripts/lib/progress.mjs';
import { root } from '../../../scripts/lib/root.mjs';

/** The command line of this clone as it is built; `UET_CLI` names another script to start in its place. */
const program = process.env.UET_CLI ?? join(root, 'apps', 'cli', 'dist', 'main.js');

/** Runs `uet` in our place, on our terminal; its exit code. */
export const runUet = (args, home) =>
  handOver([program, ...args], { cwd: root, env: { ...process.env, UET_HOME: home } });

/** Asks `uet` something: the value that it prints with `--json`. */
export const askUet = (args, home) => {
  const { status, stdout, stderr } = spawnSync(process.execPath, [program, ...args, '--json'], {
    cwd: root,
    env: { ...process.env, UET_HOME: home },
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  });
  if (status !== 0) throw new StepFailure(`uet ${args.join(' ')} ended with exit code ${status}.`, stderr);
  return JSON.parse(stdout);
};
