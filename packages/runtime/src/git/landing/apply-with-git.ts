import { randomBytes } from 'node:crypto';
import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type ParsedPatch, touchedPaths } from '@uet/core';
import { type GitOptions, git } from '../git.js';
import { gitFailure } from '../git-failure.js';
import { encodeIndex, type IndexContent, parseStages } from './git-index.js';
import type { ObjectStore } from './object-store.js';
import type { TreeEdit, TreeEditor } from './tree-editor.js';
import { modes, pathBytes, pathText, type TreeEntry } from './tree-entries.js';

/** What `git apply` made of a patch. */
export type GitApplyResult =
  | { readonly ok: true; readonly edits: readonly TreeEdit[] }
  | { readonly ok: false; readonly reason: string; readonly conflicts: readonly string[] };

/** The paths that a patch names, sources of copies included. */
function namedPaths(patch: ParsedPatch): string[] {
  const paths = patch.files.flatMap(({ oldPath, newPath }) => [oldPath, newPath]);
  return [...new Set(paths.filter((path) => path !== undefined))];
}

/**
 * What git must see of the tree: the files that the patch names, and files that stand where it needs a folder.
 * An index of those alone answers as one of the whole tree would, and costs nothing in a large repository.
 */
async function entriesFor(patch: ParsedPatch, tree: string, editor: TreeEditor) {
  const entries = new Map<string, TreeEntry>();
  for (const path of namedPaths(patch)) {
    const parts = path.split('/');
    for (let count = parts.length; count > 0; count -= 1) {
      const part = parts.slice(0, count).join('/');
      const entry = part === '' ? null : await editor.find(tree, part);
      if (entry !== null && entry.mode !== modes.folder) entries.set(pathBytes(part), entry);
    }
  }
  return entries;
}

/** git's complaints without "error: ", and the paths among them that the patch touches. */
function readComplaints(stderr: string, patch: ParsedPatch): { reason: string; conflicts: string[] } {
  const lines = stderr.split('\n').flatMap((line) => /^error: (.+)$/.exec(line)?.[1] ?? []);
  const touched = new Set(patch.files.flatMap(touchedPaths));
  const conflicts = lines.flatMap((line) => {
    const path = /^(?:patch failed: (.+):\d+|(.+?): .*)$/
      .exec(line)
      ?.slice(1)
      .find((found) => found !== undefined);
    return path !== undefined && touched.has(path) ? [path] : [];
  });
  const shown = [...new Set(lines)].slice(0, 6).join('; ');
  return { reason: shown === '' ? 'git cannot apply the patch' : shown, conflicts: [...new Set(conflicts)] };
}

/** The differences between the index before and after; null where git changed a path that the patch does not name. */
function readEdits(before: ReadonlyMap<string, TreeEntry>, after: IndexContent, patch: ParsedPatch) {
  const named = new Map(namedPaths(patch).map((path) => [pathBytes(path), path]));
  const edits: TreeEdit[] = [];
  for (const path of new Set([...before.keys(), ...after.entries.keys()])) {
    const [was, is] = [before.get(path), after.entries.get(path)];
    if (was?.id === is?.id && was?.mode === is?.mode) continue;
    const name = named.get(path);
    if (name === undefined) return null;
    edits.push({ path: name, entry: is ?? null });
  }
  return edits;
}

async function applyToIndex(
  patch: ParsedPatch,
  before: ReadonlyMap<string, TreeEntry>,
  options: GitOptions,
  threeWay: boolean,
): Promise<GitApplyResult> {
  const mode = threeWay ? ['--3way'] : [];
  const args = ['apply', '--cached', '--binary', '--whitespace=nowarn', ...mode, '-'];
  const applied = await git(args, { ...options, input: patch.bytes, okExitCodes: [0, 1, 128] });
  const failure = gitFailure(args, `ended with exit code ${applied.exitCode}`, applied.stderr);
  if (applied.exitCode !== 0 && failure.code !== 'git_failed') throw failure;
  const complaints = readComplaints(applied.stderr, patch);
  if (applied.exitCode !== 0 && !threeWay) return { ok: false, ...complaints };
  const listed = await git(['ls-files', '--stage', '-z'], options);
  const after = parseStages(listed.stdout);
  if (after.conflicts.length > 0) {
    const conflicts = after.conflicts.map(pathText);
    return { ok: false, reason: `the merge has conflicts in ${conflicts.join(', ')}`, conflicts };
  }
  if (applied.exitCode !== 0) return { ok: false, ...complaints };
  const edits = readEdits(before, after, patch);
  if (edits !== null) return { ok: true, edits };
  return { ok: false, reason: 'git reads other paths in this patch than its headers name', conflicts: [] };
}

/**
 * Lets `git apply` make the change on a temporary index of the files concerned. With `threeWay`, each file whose
 * content before is known is merged with what the tree has now; git looks for the place of a hunk by its context
 * only where that content is not in the repository. A merge that conflicts is refused, although the context
 * might still match somewhere: that somewhere may be the wrong place.
 */
export async function applyWithGit(
  patch: ParsedPatch,
  target: { readonly store: ObjectStore; readonly editor: TreeEditor; readonly tree: string },
  threeWay: boolean,
): Promise<GitApplyResult> {
  const { store, editor, tree } = target;
  const before = await entriesFor(patch, tree, editor);
  const indexFile = join(store.scratch.cwd, '..', `index-${randomBytes(6).toString('hex')}`);
  try {
    await writeFile(indexFile, encodeIndex(before, store.place.objectFormat));
    return await applyToIndex(patch, before, { ...store.scratch, indexFile }, threeWay);
  } finally {
    await rm(indexFile, { force: true });
  }
}
