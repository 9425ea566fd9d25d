import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import { delimiter, join } from 'node:path';
import { pnpmFolder } from './pnpm.mjs';
import { root } from './root.mjs';

const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'];
const running = new Set();

/** Stopped from outside, the scripts take their children along: nothing goes on installing behind the lock. */
const stopAll = (signal) => {
  for (const child of running) child.kill(signal);
  process.exit(128 + constants.signals[signal]);
};

const watchSignals = (child) => {
  if (running.size === 0) for (const signal of signals) process.once(signal, stopAll);
  running.add(child);
  return () => {
    if (running.delete(child) && running.size === 0)
      for (const signal of signals) process.off(signal, stopAll);
  };
};

/**
 * The environment of everything the scripts start: the pinned pnpm first on the PATH, no telemetry, no colour
 * codes in captured text, and nothing inherited that would change what is installed, built or tested (NODE_ENV
 * leaves out development dependencies; git's own variables, set in its hooks, aim git at another repository).
 */
export const environment = () => {
  const inherited = Object.entries(process.env).filter(
    ([name]) =>
      name !== 'NODE_ENV' && name !== 'FORCE_COLOR' && !name.startsWith('GIT_') && !/^path$/i.test(name),
  );
  const path = [pnpmFolder(), join(root, 'node_modules', '.bin'), process.env.PATH ?? process.env.Path];
  return {
    ...Object.fromEntries(inherited),
    PATH: path.filter(Boolean).join(delimiter),
    CI: 'true',
    DO_NOT_TRACK: '1',
    NO_COLOR: '1',
    // `pnpm run` would otherwise look for changed dependencies, and install them without asking.
    pnpm_config_verify_deps_before_run: 'false',
    TURBO_TELEMETRY_DISABLED: '1',
    NEXT_TELEMETRY_DISABLED: '1',
  };
};

/**
 * Runs a command without a terminal and returns `{ code, output }`, both streams in the order they came. What it
 * prints goes to the stream `live` at once, its process id to `onStart`.
 */
export const capture = (
  command,
  args,
  { cwd = root, env = environment(), shell = false, live, onStart } = {},
) =>
  new Promise((resolve) => {
    let output = '';
    const child = spawn(command, args, {
      cwd,
      env,
      shell,
      stdio: ['ignore', 'pipe', 'pipe'],
      windowsHide: true,
    });
    const unwatch = watchSignals(child);
    if (child.pid !== undefined) onStart?.(child.pid);
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8');
      stream.on('data', (text) => {
        output += text;
        live?.write(text);
      });
    }
    child.once('error', (error) => {
      unwatch();
      resolve({ code: 127, output: `${output}${command}: ${error.message}\n` });
    });
    child.once('close', (code, signal) => {
      unwatch();
      resolve({ code: code ?? 128 + constants.signals[signal], output });
    });
  });

/** Runs a line of a package's `scripts` in its folder, with its own tools on the PATH. */
export const runScript = (line, cwd, live) => {
  const env = environment();
  env.PATH = [join(cwd, 'node_modules', '.bin'), env.PATH].join(delimiter);
  return capture(line, [], { cwd, env, shell: true, live });
};
