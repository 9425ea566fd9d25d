import { UetError } from '@uet/core';
import { parseCommit } from './commit-object.js';
import { streamDiffs } from './diff-stream.js';
import type { ObjectStore } from './object-store.js';

/** What takes a commit back. */
export interface ReverseCommit {
  /** From the commit to its parent, binary-safe; empty where it changed nothing. */
  readonly diff: Buffer;
  /** The first line of its message. */
  readonly subject: string;
  /** The tree of its parent, which the commit and the diff make together. */
  readonly tree: string;
}

/** Reads what takes a commit back that was landed here, and so has one parent. Throws `bad_repository`, `git_failed`. */
export async function readReverse(store: ObjectStore, commit: string): Promise<ReverseCommit> {
  const { message, parents } = parseCommit(await store.readAs(commit, 'commit'));
  const [parent] = parents;
  if (parent === undefined) throw new UetError('bad_repository', `the commit ${commit} has no parent`);
  const { tree } = parseCommit(await store.readAs(parent, 'commit'));
  const subject = message.split('\n', 1)[0] ?? '';
  const chunks: Buffer[] = [];
  for await (const { diff } of streamDiffs(store.scratch, [{ commit: parent, parent: commit }]))
    chunks.push(diff);
  return { diff: Buffer.concat(chunks), subject, tree };
}
