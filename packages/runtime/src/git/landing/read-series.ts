import { readFile } from 'node:fs/promises';
import { parseMailbox, UetError } from '@uet/core';
import type { Signature } from '@uet/schemas';
import { git, gitText } from '../git.js';
import { parseCommit } from './commit-object.js';
import { type CommitPair, streamDiffs } from './diff-stream.js';
import type { ObjectStore } from './object-store.js';

/** One commit of a range, as a patch. */
export interface SeriesPatch {
  /** What it changes against its first parent; empty for a commit that changes nothing. */
  readonly diff: Buffer;
  /** In UTF-8 whatever it was written in, else to the byte. */
  readonly message: string;
  readonly author: Signature;
  readonly committer: Signature;
  readonly commit: string;
}

/** One patch of a mailbox, or a bare diff. */
export interface FilePatch {
  readonly diff: Uint8Array;
  /** Null for a bare diff. */
  readonly message: string | null;
  readonly author: { readonly name: string; readonly email: string; readonly date: string | null } | null;
  /** Where it was read from, for error messages; `line` counts from 1. */
  readonly file: string;
  readonly line: number;
}

/** A range to read, and the git directory in which its names mean something. */
export interface SeriesRequest {
  readonly gitDir: string;
  /** `A..B`: what B has and A has not; an empty end is HEAD. */
  readonly range: string;
}

async function resolveCommit(name: string, { gitDir, range }: SeriesRequest): Promise<string> {
  const args = [
    'rev-parse',
    '--verify',
    '--quiet',
    '--end-of-options',
    `${name === '' ? 'HEAD' : name}^{commit}`,
  ];
  const { stdout, exitCode } = await git(args, { gitDir, okExitCodes: [0, 1, 128] });
  if (exitCode === 0) return stdout.toString().trim();
  throw new UetError('bad_argument', `"${name}" in the range ${range} is not a commit`, {
    hint: 'Give a range such as v1.0..main, of branches, tags or commit ids of this repository.',
  });
}

/** The commits of a range, oldest first along first parents, each with what it is to be compared with. */
async function listPairs(request: SeriesRequest): Promise<CommitPair[]> {
  const [, from, to] = /^(.*[^.])??\.\.([^.].*)?$/s.exec(request.range) ?? [];
  if (!/\.\./.test(request.range) || /\.{3}/.test(request.range)) {
    throw new UetError('bad_argument', `"${request.range}" is not a range of commits`, {
      hint: 'Write it as A..B: the commits that B has and A has not.',
    });
  }
  const [start, end] = [await resolveCommit(from ?? '', request), await resolveCommit(to ?? '', request)];
  const listing = await gitText(['rev-list', '--first-parent', '--reverse', '--parents', end, `^${start}`], {
    gitDir: request.gitDir,
  });
  return listing.split('\n').flatMap((line) => {
    const [commit, parent] = line.split(' ');
    return commit === undefined || commit === '' ? [] : [{ commit, parent: parent ?? null }];
  });
}

/**
 * Reads a range as patches, in landing order: one `git rev-list` and one `git diff-tree` whatever its length. A
 * merge counts as one change against its first parent. Throws `bad_argument` for a range that is none, and where
 * the history is cut off (a shallow clone) within it.
 */
export async function* readSeries(store: ObjectStore, request: SeriesRequest): AsyncGenerator<SeriesPatch> {
  const pairs = await listPairs(request);
  const read = async (commit: string) => parseCommit(await store.readAs(commit, 'commit'));
  for (const { commit, parent } of pairs) {
    if (parent !== null || (await read(commit)).parents.length === 0) continue;
    throw new UetError('bad_argument', `the history is cut off at ${commit}, within the range`, {
      hint: 'Complete the shallow clone first: git fetch --unshallow.',
    });
  }
  for await (const { commit, diff } of streamDiffs(store.scratch, pairs)) {
    const { message, author, committer } = await read(commit);
    yield { diff, message, author, committer, commit };
  }
}

/**
 * Reads patch files in the order given: mailboxes (`git format-patch`) with their authors and messages, or bare
 * diffs. A first mail without a diff is a cover letter and left out. Throws `bad_argument` for a file that cannot
 * be read, `bad_patch` for one that is neither.
 */
export async function readPatchFiles(files: readonly string[]): Promise<FilePatch[]> {
  const patches: FilePatch[] = [];
  for (const file of files) {
    const bytes = await readFile(file).catch((cause: NodeJS.ErrnoException) => {
      throw new UetError('bad_argument', `the patch file cannot be read: ${cause.message}`, {
        where: file,
        cause,
      });
    });
    const mails = parseMailbox(bytes);
    for (const [index, { author, date, message, diff, line }] of mails.entries()) {
      if (diff.length === 0 && index === 0 && mails.length > 1) continue;
      const by = author === undefined ? null : { name: author.name, email: author.email, date: date ?? null };
      patches.push({ diff, message: message ?? null, author: by, file, line });
    }
  }
  return patches;
}
