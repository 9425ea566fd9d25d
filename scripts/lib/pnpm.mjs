import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { root } from './root.mjs';

const tools = join(root, '.tools');

/** The version that .tools pins; package.json's `packageManager` says the same, for pnpm's own version switch. */
export const pnpmVersion = () =>
  JSON.parse(readFileSync(join(tools, 'package.json'), 'utf8')).dependencies.pnpm;

/**
 * The folder with pnpm's executable, or undefined before it is brought. pnpm comes as one program a platform,
 * of which npm installs the one that fits; old npm do not tell C libraries apart and install two on Linux.
 */
export const pnpmFolder = () => {
  const scope = join(tools, 'node_modules', '@pnpm');
  if (!existsSync(scope)) return undefined;
  const found = readdirSync(scope).filter((name) => name.startsWith('exe.'));
  // Asked only where there is a choice: the report takes its time.
  const fits = (name) =>
    name.endsWith('-musl') !== Boolean(process.report.getReport().header.glibcVersionRuntime);
  const fitting = found.length < 2 ? found[0] : found.find(fits);
  return fitting === undefined ? undefined : join(scope, fitting);
};

/** The pinned pnpm itself. */
export const pnpmPath = () => join(pnpmFolder() ?? '', process.platform === 'win32' ? 'pnpm.exe' : 'pnpm');

/** How to start npm without a shell: the one that runs us, else the one that came with this Node. */
const npmCommand = () => {
  const beside = dirname(process.execPath);
  const scripts = [
    /npm-cli\.js$/.test(process.env.npm_execpath ?? '') ? process.env.npm_execpath : '',
    join(beside, '..', 'lib', 'node_modules', 'npm', 'bin', 'npm-cli.js'),
    join(beside, 'node_modules', 'npm', 'bin', 'npm-cli.js'),
  ];
  const script = scripts.find((path) => path && existsSync(path));
  return script === undefined ? ['npm'] : [process.execPath, script];
};

/**
 * The command, and its folder, that brings pnpm: `npm ci` checks it against the hashes in .tools/package-lock.json.
 * No install script runs, as the platform's program needs none.
 */
export const fetchPnpmCommand = () => {
  const [command, ...first] = npmCommand();
  const flags = [
    '--ignore-scripts',
    '--include=optional',
    '--prefer-offline',
    '--no-audit',
    '--no-fund',
    '--no-update-notifier',
  ];
  const patience = ['--fetch-retries=2', '--fetch-retry-mintimeout=1000', '--fetch-retry-maxtimeout=10000'];
  return { command, args: [...first, 'ci', ...flags, ...patience, '--loglevel=error'], cwd: tools };
};
