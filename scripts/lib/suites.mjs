import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findOrInstallChromium } from './chromium.mjs';
import { capture, environment } from './command.mjs';
import { root } from './root.mjs';
import { tally, tallyBrowser } from './tally.mjs';
import { inBuildOrder, workspacePackages } from './workspace.mjs';

/** What runs suites: the first word of a package's `test` script, which alone knows about coverage and the like. */
const runners = {
  vitest: {
    command: async ({ args, reportPath }) => ({
      script: join(root, 'node_modules', 'vitest', 'vitest.mjs'),
      args: [...args, '--reporter=default', '--reporter=json', `--outputFile.json=${reportPath}`],
      env: {},
    }),
    tally,
  },
  playwright: {
    command: async ({ folder, args, reportPath, progress }) => ({
      script: join(root, folder, 'node_modules', '@playwright', 'test', 'cli.js'),
      args,
      env: { UET_E2E_REPORT: reportPath, UET_CHROMIUM: await findOrInstallChromium(progress) },
    }),
    tally: tallyBrowser,
  },
};

const testOf = ({ manifest }) => {
  const [runner, ...args] = (manifest.scripts?.test ?? '').split(/\s+/);
  return runner in runners ? { runner, args } : undefined;
};

/**
 * Every suite of the repository, in the order they run: these scripts, then each package of the workspace that
 * has a `test` script, dependencies first. A new package with tests is a new suite without being listed here.
 */
export const allSuites = () => {
  const packages = inBuildOrder(workspacePackages(root)).filter((pkg) => testOf(pkg) !== undefined);
  return [
    { name: 'scripts', folder: 'scripts', runner: 'vitest', args: ['run'] },
    ...packages.map((pkg) => ({ name: pkg.name, folder: pkg.folder, ...testOf(pkg) })),
  ];
};

const readReport = (path) => {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch {
    return undefined;
  }
};

/** Runs one suite and returns what it counts and everything it printed. */
export const runSuite = async ({ folder, runner, args }, progress) => {
  const temporary = mkdtempSync(join(tmpdir(), 'uet-suite-'));
  const reportPath = join(temporary, 'report.json');
  try {
    const command = await runners[runner].command({ folder, args, reportPath, progress });
    const { code, output } = await capture(process.execPath, [command.script, ...command.args], {
      cwd: join(root, folder),
      env: { ...environment(), ...command.env },
      live: progress.live,
    });
    return { ...runners[runner].tally(readReport(reportPath), code), output };
  } finally {
    rmSync(temporary, { recursive: true, force: true });
  }
};
