import { readFileSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { join, posix } from 'node:path';
import { filesUnder, isMade, isMaterial } from './lib/files.mjs';
import { impure, mayImport, onlyDependencies, pure, typesOnly } from './lib/layers.mjs';
import { reportIfRun } from './lib/report.mjs';
import { readSource } from './lib/syntax.mjs';
import { workspacePackages } from './lib/workspace.mjs';

const isTest = (path) => /\.test\.tsx?$|(^|\/)(test|tests|testing)\//.test(path);
const isBuiltin = (specifier) =>
  specifier.startsWith('node:') || builtinModules.includes(specifier.split('/')[0]);
const packageOf = (specifier) => specifier.split('/', specifier.startsWith('@') ? 2 : 1).join('/');
const ours = (name) => /^@uet\/([\w-]+)/.exec(name)?.[1];

/** Compares a package.json with the table. */
const checkManifest = ({ name, folder, manifest }) => {
  const where = `${folder}/package.json`;
  const allowed = mayImport[name];
  if (allowed === undefined) {
    return [
      `${where}: "${name}" is not in the table of scripts/lib/layers.mjs; a new package needs a decision record`,
    ];
  }
  const all = Object.keys({
    ...manifest.dependencies,
    ...manifest.devDependencies,
    ...manifest.peerDependencies,
  });
  const tooHigh = all.filter((dependency) => ours(dependency) && !allowed.includes(ours(dependency)));
  const only = onlyDependencies[name];
  const foreign = only
    ? Object.keys(manifest.dependencies ?? {}).filter((dependency) => !only.includes(dependency))
    : [];
  return [
    ...tooHigh.map(
      (dependency) =>
        `${where}: ${name} may not depend on ${dependency} (only on: ${allowed.join(', ') || 'none of ours'})`,
    ),
    ...foreign.map(
      (dependency) => `${where}: ${name} may depend on ${only.join(', ')} alone, not on ${dependency}`,
    ),
  ];
};

/** Compares an import with the package.json: what is imported must be declared, and stay within the package. */
const checkImport = ({ name, folder, manifest }, path, { specifier, typeOnly }, rootManifest) => {
  if (specifier.startsWith('.')) {
    const target = posix.join(posix.dirname(path), specifier);
    return target.startsWith(`${folder}/`)
      ? []
      : [`${specifier} leads out of ${folder}: import the package by its name`];
  }
  // `@/` is the package's own src, by its tsconfig.json.
  if (/^(#|@\/)/.test(specifier) || isBuiltin(specifier)) return [];
  const wanted = packageOf(specifier);
  if (wanted === manifest.name) return [];
  const declared = { ...manifest.dependencies, ...manifest.peerDependencies };
  const inTests = { ...manifest.devDependencies, ...rootManifest.devDependencies };
  const known = wanted in declared || ((isTest(path) || typeOnly) && wanted in inTests);
  const problems = known ? [] : [`${wanted} is not in the dependencies of ${folder}/package.json`];
  if (typesOnly[name]?.includes(ours(wanted)) && !typeOnly)
    problems.push(`${name} may import only types of ${wanted}`);
  return problems;
};

const isImpure = (name) =>
  name === 'new Date()' ||
  impure.members.includes(name) ||
  (name.startsWith('globalThis.') && impure.names.includes(name.slice('globalThis.'.length)));

const checkPurity = ({ imports, names, members }) => [
  ...imports
    .filter(({ specifier }) => isBuiltin(specifier))
    .map(({ specifier, line }) => ({ line, what: specifier })),
  ...names.filter(({ name }) => impure.names.includes(name)).map(({ name, line }) => ({ line, what: name })),
  ...members.filter(({ name }) => isImpure(name)).map(({ name, line }) => ({ line, what: name })),
];

const checkSource = (root, pkg, path, rootManifest) => {
  const source = readSource(path, readFileSync(join(root, path), 'utf8'));
  const misplaced = source.imports.flatMap((each) =>
    checkImport(pkg, path, each, rootManifest).map((problem) => `${path}:${each.line}: ${problem}`),
  );
  const effects = pure.includes(pkg.name) && !isTest(path) ? checkPurity(source) : [];
  return [
    ...misplaced,
    ...effects.map(
      ({ line, what }) => `${path}:${line}: ${what} in ${pkg.name}, which is pure (take it through a port)`,
    ),
  ];
};

/** Holds every package against the table of layers: its package.json, its imports, its purity. */
export const checkLayers = (root) => {
  const packages = workspacePackages(root).filter(({ folder }) => !folder.startsWith('examples/'));
  const rootManifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  const sources = (pkg) =>
    ['src', 'test'].flatMap((folder) =>
      filesUnder(root, `${pkg.folder}/${folder}`, (_, path) => isMade(path) || isMaterial(path)),
    );
  const problems = packages.flatMap((pkg) => [
    ...checkManifest(pkg),
    ...sources(pkg)
      .filter((path) => /\.tsx?$/.test(path))
      .flatMap((path) => checkSource(root, pkg, path, rootManifest)),
  ]);
  return { problems, note: `${packages.length} packages` };
};

reportIfRun(import.meta.url, checkLayers);
