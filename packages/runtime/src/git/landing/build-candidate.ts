import { type ParsedFile, type ParsedPatch, parsePatch } from '@uet/core';
import { applyExactly } from './apply-exactly.js';
import { applyWithGit } from './apply-with-git.js';
import { type CommitText, encodeCommit, parseCommit } from './commit-object.js';
import { meansId } from './object-id.js';
import type { ObjectBatch, ObjectStore } from './object-store.js';
import { type TreeEdit, type TreeEditor, treeEditor } from './tree-editor.js';

/** A patch to build a commit from. */
export interface CandidateRequest {
  /** The commit to build on; it becomes the only parent. */
  readonly tip: string;
  readonly patch: {
    readonly diff: Uint8Array;
  };
  readonly commit: CommitText;
  /** Make a commit even where the patch changes nothing. */
  readonly allowEmpty?: boolean | undefined;
}

/** How a candidate was made: in memory, by `git apply`, or by merging with what changed meanwhile. */
export type CandidatePath = 'exact' | 'git' | 'three_way';

/** A commit that exists in the repository but on no branch, or why there is none. */
export type Candidate =
  | {
      readonly ok: true;
      readonly commit: string;
      readonly tree: string;
      readonly path: CandidatePath;
      readonly files: number;
      readonly insertions: number;
      readonly deletions: number;
    }
  | {
      readonly ok: false;
      /** For a person: what does not apply, and where. */
      readonly reason: string;
      /** The paths concerned, where they are known. */
      readonly conflicts: readonly string[];
      /** True where everything that the patch does is there already. */
      readonly isEmpty: boolean;
    };

type Refused = Extract<Candidate, { ok: false }>;

interface Workplace {
  readonly store: ObjectStore;
  readonly objects: ObjectBatch;
  readonly editor: TreeEditor;
  readonly tree: string;
}

type Edited =
  | { readonly ok: true; readonly edits: readonly TreeEdit[]; readonly path: CandidatePath }
  | Refused;

function refused(reason: string, conflicts: readonly string[] = []): Refused {
  return { ok: false, reason, conflicts, isEmpty: false };
}

const alreadyThere: Refused = {
  ok: false,
  reason: 'everything that the patch does is there already',
  conflicts: [],
  isEmpty: true,
};

/** True where the tree has each file as the patch leaves it, as its ids tell. */
async function isThere({ files }: ParsedPatch, { editor, tree }: Workplace): Promise<boolean> {
  const isDone = async ({ kind, oldPath, newPath, newId, newMode }: ParsedFile): Promise<boolean> => {
    const isGone = kind === 'delete' || kind === 'rename';
    if (isGone && oldPath !== undefined && (await editor.find(tree, oldPath)) !== null) return false;
    if (newPath === undefined) return true;
    const entry = await editor.find(tree, newPath);
    if (entry === null || (newMode !== undefined && newMode !== entry.mode)) return false;
    return kind === 'mode' || meansId(newId, entry.id);
  };
  for (const file of files) if (!(await isDone(file))) return false;
  return true;
}

async function editsOf(patch: ParsedPatch, place: Workplace): Promise<Edited> {
  const exact = await applyExactly(patch, place);
  if (exact.outcome === 'applied') return { ok: true, edits: exact.edits, path: 'exact' };
  place.objects.clear();
  if (await isThere(patch, place)) return alreadyThere;
  if (exact.outcome === 'refused') return refused(`${exact.path}: ${exact.reason}`, [exact.path]);
  const isMerge = exact.outcome === 'merge';
  const byGit = await applyWithGit(patch, place, isMerge);
  if (!byGit.ok) return refused(byGit.reason, byGit.conflicts);
  return { ok: true, edits: byGit.edits, path: isMerge ? 'three_way' : 'git' };
}

/**
 * Builds the commit that a patch makes of a tip, without touching any branch, index or work tree. The same
 * request always makes the same commit id. A patch changes only paths that it names. Throws `bad_patch` where
 * the diff cannot be read, `bad_repository`, `disk_full`, `git_failed`.
 */
export async function buildCandidate(
  { store }: { readonly store: ObjectStore },
  request: CandidateRequest,
): Promise<Candidate> {
  const { tip, commit } = request;
  const tree = parseCommit(await store.readAs(tip, 'commit')).tree;
  const objects = store.batch();
  const editor = treeEditor(objects, store.place.objectFormat);
  const patch = parsePatch(request.patch.diff);
  const edited = await editsOf(patch, { store, objects, editor, tree });
  if (!edited.ok && !(edited.isEmpty && request.allowEmpty === true)) return edited;
  const edits = edited.ok ? edited.edits : [];
  const made = edits.length === 0 ? ({ ok: true, tree } as const) : await editor.edit(tree, edits);
  if (!made.ok) return refused(`${made.path}: ${made.reason}`, [made.path]);
  if (made.tree === tree && request.allowEmpty !== true) return alreadyThere;
  const id = objects.add('commit', encodeCommit(made.tree, [tip], commit));
  await objects.write();
  return {
    ok: true,
    commit: id,
    tree: made.tree,
    path: edited.ok ? edited.path : 'exact',
    files: patch.files.length,
    insertions: patch.insertions,
    deletions: patch.deletions,
  };
}
