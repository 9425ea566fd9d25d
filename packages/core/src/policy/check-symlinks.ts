import {
  applyFilePatch,
  decodePath,
  encodePath,
  isGitModules,
  type ParsedFile,
  type ParsedPatch,
  quotePath,
  wholeContent,
} from '../patches/index.js';
import { SYMLINK_MODE } from './check-modes.js';
import { type EffectivePolicy, sourceName } from './effective-policy.js';
import { foldPath, parentsOf, type Symlinks, whyOutOfBounds } from './symlinks.js';
import type { PolicyViolation } from './verdict.js';

const STAY_INSIDE = 'Link to a path inside the repository, relative to the folder of the link.';

/** A symlink that the patch makes, changes or moves; the target is undefined where nothing tells it. */
interface ChangedLink {
  readonly path: string;
  readonly target: string | undefined;
}

/**
 * Finds symlinks that leave the tree or point into `.git`, and paths that are written through a symlink or below a
 * file. `existing` are the symlinks of the tree that the patch goes onto, target by path.
 */
export function checkSymlinks(
  parsed: ParsedPatch,
  policy: EffectivePolicy,
  existing: ReadonlyMap<string, string>,
): PolicyViolation[] {
  const changed = parsed.files.flatMap((file) => changedLink(file, existing));
  const links = linksAfter(parsed, changed, existing);
  const written = parsed.files.map(({ newPath }) => newPath).filter((path) => path !== undefined);
  const files = new Set(written);
  return [
    ...changed.flatMap((link) => linkViolations(link, links, policy)),
    ...written.flatMap((path) => parentViolations(path, files, links)),
  ];
}

function changedLink(file: ParsedFile, existing: ReadonlyMap<string, string>): ChangedLink[] {
  const { newPath, newMode, oldPath } = file;
  const before = oldPath === undefined ? undefined : existing.get(oldPath);
  // A patch that moves a file as it is does not say that it is a symlink.
  const isLink = newMode === SYMLINK_MODE || (newMode === undefined && before !== undefined);
  return newPath !== undefined && isLink ? [{ path: newPath, target: targetAfter(file, before) }] : [];
}

function targetAfter(file: ParsedFile, before: string | undefined): string | undefined {
  const whole = wholeContent(file);
  if (whole) return decodePath(whole);
  const applied = before === undefined ? undefined : applyFilePatch(encodePath(before), file);
  return applied?.ok && applied.after ? decodePath(applied.after) : undefined;
}

function linksAfter(
  parsed: ParsedPatch,
  changed: readonly ChangedLink[],
  existing: ReadonlyMap<string, string>,
): Symlinks {
  const links = new Map([...existing].map(([path, target]) => [foldPath(path), target]));
  for (const { kind, oldPath, newPath } of parsed.files) {
    if (oldPath !== undefined && kind !== 'copy') links.delete(foldPath(oldPath));
    if (newPath !== undefined) links.delete(foldPath(newPath));
  }
  for (const { path, target } of changed) links.set(foldPath(path), target ?? '');
  return links;
}

function linkViolations(link: ChangedLink, links: Symlinks, policy: EffectivePolicy): PolicyViolation[] {
  const { path, target } = link;
  const found: [message: string, remedy: string][] = [];
  if (!policy.allowSymlinks.value) {
    const source = sourceName(policy.allowSymlinks.source);
    found.push([
      `which ${source} does not allow`,
      'Leave symlinks out, or set allow_symlinks in the policy.',
    ]);
  }
  if (path.split('/').some(isGitModules)) {
    found.push(['which git refuses under that name', 'Make .gitmodules an ordinary file.']);
  }
  if (target === undefined) {
    found.push(['whose target the patch does not tell', 'Replace the whole target at once.']);
  } else {
    const why = whyOutOfBounds(path, target, links);
    if (why !== undefined) found.push([`whose target ${quotePath(target)} ${why}`, STAY_INSIDE]);
  }
  return found.map(([message, remedy]) => ({
    rule: 'symlink',
    path,
    message: `makes or changes the symlink ${quotePath(path)}, ${message}`,
    remedy,
  }));
}

function parentViolations(path: string, files: ReadonlySet<string>, links: Symlinks): PolicyViolation[] {
  return parentsOf(path).flatMap((parent): PolicyViolation[] => {
    if (links.has(foldPath(parent))) {
      const message = `writes ${quotePath(path)} through the symlink ${quotePath(parent)}`;
      return [
        {
          rule: 'symlink',
          path,
          message,
          remedy: 'Write to the real path, or replace the symlink by a folder.',
        },
      ];
    }
    if (!files.has(parent)) return [];
    const message = `writes ${quotePath(path)} below ${quotePath(parent)}, which it writes as a file`;
    return [
      {
        rule: 'unsafe_path',
        path,
        message,
        remedy: 'A path is either a file or a folder: rename one of them.',
      },
    ];
  });
}
