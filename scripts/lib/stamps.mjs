import { createHash } from 'node:crypto';
import { existsSync, lstatSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { filesUnder, isMade } from './files.mjs';
import { root } from './root.mjs';
import { workspacePackages } from './workspace.mjs';

const contentOf = (path) => (existsSync(join(root, path)) ? readFileSync(join(root, path), 'utf8') : '');

const traceOf = (path) => {
  const found = lstatSync(join(root, path), { throwIfNoEntry: false });
  return found === undefined ? 'gone' : `${found.size} ${found.mtimeMs}`;
};

const digest = (paths, describe) => {
  const hash = createHash('sha256');
  for (const path of paths) hash.update(`${path}\0${describe(path)}\0`);
  return hash.digest('hex');
};

/** A file that remembers for what something was last done; it lies within what it describes, so both go together. */
const stamp = (path) => ({
  read: () => contentOf(path),
  write: (text) => {
    mkdirSync(join(root, path, '..'), { recursive: true });
    writeFileSync(join(root, path), text);
  },
  clear: () => rmSync(join(root, path), { force: true }),
});

export const toolsStamp = stamp('.tools/node_modules/.uet-tools');
export const installStamp = stamp('node_modules/.uet/install');
export const buildStamp = stamp('node_modules/.uet/build');

/** What the pinned pnpm depends on. */
export const toolsState = () =>
  `${process.platform}-${process.arch} ${digest(['.tools/package.json', '.tools/package-lock.json'], contentOf)}`;

/** What the installed dependencies depend on: lockfile, settings, manifests, and the place (pnpm's shims hold paths). */
export const installState = () => {
  const manifests = workspacePackages(root).map(({ folder }) => `${folder}/package.json`);
  const inputs = ['pnpm-lock.yaml', 'pnpm-workspace.yaml', '.npmrc', 'package.json', ...manifests];
  return `${root} ${toolsState()} ${digest(inputs, contentOf)}`;
};

/** False where npm or a person changed node_modules behind pnpm's back. */
export const isInstallWhole = () =>
  existsSync(join(root, 'node_modules', '.modules.yaml')) &&
  !existsSync(join(root, 'node_modules', '.package-lock.json')) &&
  workspacePackages(root).every(
    ({ folder, manifest }) =>
      Object.keys({ ...manifest.dependencies, ...manifest.devDependencies }).length === 0 ||
      existsSync(join(root, folder, 'node_modules')),
  );

const builtFiles = (wanted) =>
  workspacePackages(root)
    .filter(({ manifest }) => manifest.scripts?.build !== undefined)
    .flatMap(({ folder }) => filesUnder(root, folder, (name) => /\.test\.tsx?$/.test(name)))
    .filter((path) => isMade(path) === wanted);

/** What a build reads, by size and time: contents are turbo's business, once this differs. */
export const sourceState = () =>
  `${installState()} ${digest([...builtFiles(false), 'tsconfig.base.json', 'turbo.json'], traceOf)}`;

/** Of the hundreds of files that `next build` makes, the one that it writes last. */
const builtPages = () =>
  workspacePackages(root)
    .filter(({ manifest }) => manifest.scripts?.build?.includes('next build'))
    .map(({ folder }) => `${folder}/.next/BUILD_ID`);

/** What a build made, in the same way. */
export const outputState = () => digest([...builtFiles(true), ...builtPages()], traceOf);
