import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The folders that pnpm-workspace.yaml fills with packages, in its order: `packages`, `apps`, … */
const workspaceFolders = (root) => {
  const yaml = readFileSync(join(root, 'pnpm-workspace.yaml'), 'utf8');
  const list = /^packages:\n((?:[ \t]+.*\n)+)/m.exec(yaml)?.[1] ?? '';
  return [...list.matchAll(/-\s+['"]?([\w.-]+)\/\*/g)].map((match) => match[1]);
};

/** Each package of the workspace: `name` (its folder's), `folder` (from the root, with slashes), `manifest`. */
export const workspacePackages = (root) =>
  workspaceFolders(root)
    .filter((parent) => existsSync(join(root, parent)))
    .flatMap((parent) =>
      readdirSync(join(root, parent))
        .sort()
        .filter((name) => existsSync(join(root, parent, name, 'package.json')))
        .map((name) => ({
          name,
          folder: `${parent}/${name}`,
          manifest: JSON.parse(readFileSync(join(root, parent, name, 'package.json'), 'utf8')),
        })),
    );

const dependenciesOf = ({ manifest }) =>
  Object.keys({ ...manifest.dependencies, ...manifest.devDependencies });

/** The same packages, each one after those it depends on. */
export const inBuildOrder = (packages) => {
  const sorted = new Set();
  const visit = (pkg, path) => {
    if (sorted.has(pkg) || path.includes(pkg)) return;
    const needed = new Set(dependenciesOf(pkg));
    for (const other of packages) if (needed.has(other.manifest.name)) visit(other, [...path, pkg]);
    sorted.add(pkg);
  };
  for (const pkg of packages) visit(pkg, []);
  return [...sorted];
};
