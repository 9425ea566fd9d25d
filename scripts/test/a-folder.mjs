import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { onTestFinished } from 'vitest';

/** A temporary folder with these files (text, or an object for JSON), removed when the test is over. */
export const aFolder = (files = {}) => {
  const folder = mkdtempSync(join(tmpdir(), 'uet scripts '));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), typeof content === 'string' ? content : JSON.stringify(content));
  }
  return folder;
};

/** The files of a workspace with these packages, as `{ 'packages/core': { dependencies } }`. */
export const aWorkspace = (packages, files = {}) => ({
  'pnpm-workspace.yaml': 'packages:\n  - packages/*\n  - apps/*\n',
  'package.json': { name: 'root', devDependencies: { vitest: '1' }, scripts: { test: '', gen: '' } },
  ...Object.fromEntries(
    Object.entries(packages).map(([folder, manifest]) => [
      `${folder}/package.json`,
      { name: `@uet/${folder.split('/')[1]}`, ...manifest },
    ]),
  ),
  ...files,
});
