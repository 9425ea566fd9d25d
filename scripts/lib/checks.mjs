import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { checkDocs } from '../check-docs.mjs';
import { checkLayers } from '../check-layers.mjs';
import { checkSizes } from '../check-sizes.mjs';
import { turbo } from './bootstrap.mjs';
import { capture } from './command.mjs';
import { staleFiles } from './generated.mjs';
import { pnpmPath } from './pnpm.mjs';
import { StepFailure } from './progress.mjs';
import { root } from './root.mjs';
import { workspacePackages } from './workspace.mjs';

/** Runs a program that a development dependency brings; its output is the explanation if it fails. */
const tool = async (script, args, live) => {
  const { code, output } = await capture(process.execPath, [join(root, 'node_modules', script), ...args], {
    live,
  });
  if (code !== 0) throw new StepFailure(`${script} ended with exit code ${code}.`, live ? '' : output);
};

/** Turns a check's list of problems into a failure, and passes on its note. */
const unless = ({ problems, note }) => {
  if (problems.length > 0) throw new StepFailure(`${problems.length} found.`, problems.join('\n'));
  return note;
};

const generatedFiles = async (live) => {
  const stale = await staleFiles(root, live);
  return unless({ problems: stale.map((path) => `${path} is not what it would be made now; run: pnpm gen`) });
};

/** Packs the published packages as they would be published and looks at them as their users would. */
const publishedPackages = async (live) => {
  const folder = mkdtempSync(join(tmpdir(), 'uet-pack-'));
  const published = workspacePackages(root).filter(({ manifest }) => manifest.private !== true);
  try {
    for (const pkg of published) {
      const args = ['pack', '--pack-destination', folder];
      const { code, output } = await capture(pnpmPath(), args, { cwd: join(root, pkg.folder), live });
      if (code !== 0) throw new StepFailure(`pnpm pack of ${pkg.name} ended with exit code ${code}.`, output);
    }
    for (const tarball of readdirSync(folder).map((name) => join(folder, name))) {
      await tool('publint/src/cli.js', [tarball, '--strict'], live);
      await tool('@arethetypeswrong/cli/dist/index.js', [tarball, '--profile=esm-only', '--no-emoji'], live);
    }
    return published.map(({ name }) => name).join(', ');
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};

/** Everything that is checked without running the product, in CI's order. `run` throws, or returns a note. */
export const checks = [
  {
    name: 'format and lint',
    run: (live) => tool('@biomejs/biome/bin/biome', ['ci', '.', '--colors=off', '--error-on-warnings'], live),
  },
  { name: 'types', run: (live) => turbo(['types', '--continue=always'], { live }) },
  { name: 'layers', run: async () => unless(checkLayers(root)) },
  { name: 'sizes', run: async () => unless(checkSizes(root)) },
  { name: 'docs', run: async () => unless(await checkDocs(root)) },
  { name: 'generated files', run: generatedFiles },
  {
    name: 'dead code',
    run: (live) => tool('knip/bin/knip.js', ['--no-progress', '--no-config-hints'], live),
  },
  { name: 'published packages', run: publishedPackages },
];

/** Runs every check, also after one failed, and counts them. */
export const runChecks = async (progress) => {
  const counts = { passed: 0, failed: 0, skipped: 0 };
  for (const { name, run } of checks) {
    try {
      await progress.step(name, () => run(progress.live));
      counts.passed += 1;
    } catch (error) {
      counts.failed += 1;
      progress.say(`${error.output ?? ''}\n${error instanceof StepFailure ? error.message : error.stack}\n`);
    }
  }
  return counts;
};
