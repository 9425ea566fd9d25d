import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { runScript } from './command.mjs';
import { filesUnder } from './files.mjs';
import { StepFailure } from './progress.mjs';
import { inBuildOrder, workspacePackages } from './workspace.mjs';

const allFiles = (root) => filesUnder(root, '');

/** Copies the clone, sharing what is installed: a link to each node_modules. */
const copyClone = (root, copy) => {
  for (const path of allFiles(root)) {
    mkdirSync(join(copy, dirname(path)), { recursive: true });
    cpSync(join(root, path), join(copy, path), { verbatimSymlinks: true });
  }
  for (const folder of ['', ...workspacePackages(root).map((pkg) => pkg.folder)]) {
    symlinkSync(join(root, folder, 'node_modules'), join(copy, folder, 'node_modules'), 'junction');
  }
};

const readIfThere = (path) => {
  try {
    return readFileSync(path);
  } catch {
    return undefined;
  }
};

const isSame = (a, b) => a !== undefined && b !== undefined && a.equals(b);

/**
 * Runs every package's `gen` script in a copy of the clone and returns the paths whose content it would change,
 * add or remove. A copy, as the clone itself must not change under whoever edits, builds or tests in it.
 */
export const staleFiles = async (root, live) => {
  const copy = mkdtempSync(join(tmpdir(), 'uet-gen-'));
  try {
    copyClone(root, copy);
    const generators = inBuildOrder(workspacePackages(root)).filter(({ manifest }) => manifest.scripts?.gen);
    for (const { folder, manifest } of generators) {
      const { code, output } = await runScript(manifest.scripts.gen, join(copy, folder), live);
      if (code !== 0)
        throw new StepFailure(`The gen script of ${folder} failed (exit code ${code}).`, output);
    }
    const paths = new Set([...allFiles(root), ...allFiles(copy)]);
    return [...paths]
      .filter((path) => !isSame(readIfThere(join(root, path)), readIfThere(join(copy, path))))
      .sort();
  } finally {
    rmSync(copy, { recursive: true, force: true });
  }
};
