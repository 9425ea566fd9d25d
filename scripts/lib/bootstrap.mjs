import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { capture, environment } from './command.mjs';
import { withLock } from './lock.mjs';
import { fetchPnpmCommand, pnpmPath, pnpmVersion } from './pnpm.mjs';
import { StepFailure } from './progress.mjs';
import { root } from './root.mjs';
import {
  buildStamp,
  installStamp,
  installState,
  isInstallWhole,
  outputState,
  sourceState,
  toolsStamp,
  toolsState,
} from './stamps.mjs';

const wantedGit = [2, 39];

/** Throws where git is missing or too old, with what to do. */
export const requireGit = (command = 'git') => {
  const { stdout, error } = spawnSync(command, ['--version'], { encoding: 'utf8' });
  if (error)
    throw new StepFailure(
      `git was not found. Install git ${wantedGit.join('.')} or newer (https://git-scm.com).`,
    );
  const [major, minor] = /(\d+)\.(\d+)/.exec(stdout)?.slice(1).map(Number) ?? [0, 0];
  if (major > wantedGit[0] || (major === wantedGit[0] && minor >= wantedGit[1])) return;
  throw new StepFailure(
    `This needs git ${wantedGit.join('.')} or newer, and found: ${stdout.trim()}. Install a newer one.`,
  );
};

const hasPnpm = () => toolsStamp.read() === toolsState();
const isInstalled = () => installStamp.read() === installState() && isInstallWhole();
const isBuilt = () => buildStamp.read() === `${sourceState()} ${outputState()}`;

const lastLines = (text, count = 20) => text.trimEnd().split('\n').slice(-count).join('\n');

const succeed = async ({ what, command, args, ...rest }, { live, onStart } = {}) => {
  const { code, output } = await capture(command, args, { ...rest, live, onStart });
  if (code !== 0) throw new StepFailure(`${what} failed (exit code ${code}).`, live ? '' : output);
};

/** The same for a download, of whose hundreds of retries only the end is of interest. */
const download = (command, watch) =>
  succeed(command, watch).catch((error) => {
    throw new StepFailure(error.message, lastLines(error.output));
  });

const fetchPnpm = async (watch) => {
  await download({ ...fetchPnpmCommand(), what: 'Installing pnpm' }, watch);
  toolsStamp.write(toolsState());
};

// pnpm's own waits (10 s, then a minute, for each of hundreds of packages) would take an hour without a network.
const patience = {
  pnpm_config_fetch_retries: '2',
  pnpm_config_fetch_retry_mintimeout: '300',
  pnpm_config_fetch_retry_factor: '3',
  pnpm_config_fetch_retry_maxtimeout: '1000',
};

const install = async (watch) => {
  installStamp.clear();
  const state = installState();
  const args = ['install', '--frozen-lockfile', '--reporter=append-only'];
  const env = { ...patience, ...environment() };
  await download({ command: pnpmPath(), args, env, what: 'Installing the dependencies' }, watch);
  installStamp.write(state);
};

/** Runs turbo tasks of all packages, the cache of this clone alone in use. */
export const turbo = (tasks, watch) =>
  succeed(
    {
      command: process.execPath,
      args: [
        join(root, 'node_modules', 'turbo', 'bin', 'turbo'),
        'run',
        ...tasks,
        '--output-logs=errors-only',
        '--cache=local:rw',
      ],
      what: `turbo run ${tasks.join(' ')}`,
    },
    watch,
  );

const build = async (watch) => {
  buildStamp.clear();
  const before = sourceState();
  await turbo(['build'], watch);
  // A file saved while the build ran may be in it or not: then the next run asks turbo again.
  if (sourceState() === before) buildStamp.write(`${before} ${outputState()}`);
};

/**
 * Makes the clone ready: the pinned pnpm, the dependencies of the lockfile, everything generated and built.
 * What is current already is left alone and not mentioned; a second start in the same clone waits for the first.
 * Returns whether there was anything to do.
 */
export const bootstrap = async ({ step, say, live }) => {
  requireGit();
  if (hasPnpm() && isInstalled() && isBuilt()) return false;
  const prepare = async (share) => {
    const watch = { live, onStart: share };
    if (!hasPnpm()) await step(`fetch pnpm ${pnpmVersion()}`, () => fetchPnpm(watch));
    if (!isInstalled()) await step('install dependencies', () => install(watch));
    if (!isBuilt()) await step('generate and build', () => build(watch));
  };
  await withLock(join(root, '.uet', 'lock'), prepare, (pid) =>
    say(`waiting for process ${pid}, which is preparing this clone`),
  );
  return true;
};
