import { readdirSync } from 'node:fs';
import { join } from 'node:path';

/** The folders of what is installed, built or made by running things: none of them is our own source. */
export const neverEntered = new Set([
  'node_modules',
  '.git',
  '.turbo',
  '.uet',
  '.next',
  'coverage',
  'artifacts',
]);

/**
 * Every file under a folder of the root, as a path from the root with slashes, sorted; a folder that is not
 * there has none. `skip(name, path)` keeps a file or a whole folder out.
 */
export const filesUnder = (root, folder, skip = () => false) => {
  let entries;
  try {
    entries = readdirSync(join(root, folder), { withFileTypes: true });
  } catch (error) {
    if (error.code === 'ENOENT' || error.code === 'ENOTDIR') return [];
    throw error;
  }
  return entries
    .filter((entry) => !neverEntered.has(entry.name))
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => {
      const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
      if (skip(entry.name, path)) return [];
      return entry.isDirectory() ? filesUnder(root, path, skip) : [path];
    });
};

/** True for what a build makes, or `pnpm gen`: nothing that a person wrote. */
export const isMade = (path) => /(^|\/)(dist|generated)(\/|$)|(^|\/)next-env\.d\.ts$/.test(path);

/** True for the repositories and documents that tests and examples feed on: not our own source. */
export const isMaterial = (path) => /(^|\/)fixtures(\/|$)|^examples\/[^/]+\/repository(\/|$)/.test(path);
