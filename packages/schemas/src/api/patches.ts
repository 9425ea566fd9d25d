import { z } from 'zod';
import { fileChange, patchArtifact } from '../patch-artifact.js';
import { patchComment } from '../patch-comment.js';
import { patchStateName } from '../patch-ledger-entry.js';
import { count, instant, ulid } from '../primitives.js';
import { gateLine, patchLine, runLine } from './lines.js';
import { done, mutation, pageOf, pageRequest, query, reason } from './procedure.js';

const ofPatch = { patch_id: ulid.describe('The patch') };
const withReason = z.strictObject({ ...ofPatch, reason });

/** One line of a diff. */
export const diffLine = z.strictObject({
  kind: z.enum(['context', 'add', 'delete']),
  old_line: z.int().nullable().describe('Its number before the change'),
  new_line: z.int().nullable().describe('Its number after the change'),
  text: z.string().describe('The line without its end; bytes that are no UTF-8 are shown as U+FFFD'),
});

/** A part of a file's diff. */
export const diffHunk = z.strictObject({
  header: z.string().describe('What follows the second @@'),
  old_start: count,
  old_lines: count,
  new_start: count,
  new_lines: count,
  lines: z.array(diffLine),
});

/** What a patch does to one file, line by line. */
export const fileDiff = fileChange.extend({
  old_path: z.string().nullable().describe('The path before, where it changed'),
  old_mode: z.string().nullable(),
  new_mode: z.string().nullable(),
  language: z.string().nullable().describe('The language, by the ending of the name, e.g. typescript'),
  hunks: z
    .array(diffHunk)
    .describe('Empty for a binary file, and for one that is too large to be sent at once'),
  too_large: z.boolean().describe('Ask for it alone, with a limit of your own'),
});

/** The procedures about patches. */
export const patches = {
  list: query('viewer', 'Patches, the newest first', {
    input: z.strictObject({
      run_id: ulid.nullable().default(null).describe('Those of this run'),
      task_id: ulid.nullable().default(null).describe('Those of this task'),
      states: z.array(patchStateName).max(20).default([]).describe('Empty for all'),
      search: z.string().max(200).default('').describe('Text that task, file or reason must contain'),
      ...pageRequest,
    }),
    output: pageOf(patchLine),
  }),
  get: query('viewer', 'One patch with its life, comments and gates', {
    input: z.strictObject(ofPatch),
    output: z.strictObject({
      patch: patchLine,
      run: runLine,
      comments: z.array(patchComment).describe('The oldest first'),
      gates: z.array(gateLine).describe('What tested it'),
      history: z.array(
        z.strictObject({
          at: instant,
          event: z.string(),
          from: z.string().nullable(),
          to: z.string().nullable(),
          actor: z.string(),
          reason: z.string().nullable(),
        }),
      ),
      rolled_back_by: ulid.nullable().describe('The patch that takes this one back'),
    }),
  }),
  diff: query('viewer', 'What a patch does, file by file', {
    input: z.strictObject({
      ...ofPatch,
      path: z.string().max(4096).nullable().default(null).describe('Only this file; null for all'),
      max_lines: z.int().min(1).max(200_000).default(2_000).describe('Files with more lines are too large'),
    }),
    output: z.strictObject({
      files: z.array(fileDiff),
      more_files: count.describe('How many files beyond the first 300 are not listed'),
    }),
  }),
  content: query('viewer', 'A patch as it was recorded, with its diff to the byte', {
    input: z.strictObject(ofPatch),
    output: patchArtifact,
  }),
  release: mutation('operator', 'Has a quarantined patch judged afresh', {
    input: withReason,
    output: done,
  }),
  drop: mutation('operator', 'Gives up a patch that has not landed', { input: withReason, output: done }),
  roll_back: mutation('operator', 'Takes a landed patch back, by a change that has to pass the gates', {
    input: withReason,
    output: z.strictObject({
      patch_id: ulid.nullable().describe('The patch that takes it back; null where none was needed'),
    }),
  }),
  comment: mutation('operator', 'Says something of a patch; the next attempt is told', {
    input: z.strictObject({
      ...ofPatch,
      path: patchComment.shape.path.default(null),
      side: patchComment.shape.side.default(null),
      line: patchComment.shape.line.default(null),
      body: patchComment.shape.body,
    }),
    output: patchComment,
  }),
  resolve_comment: mutation('operator', 'Settles a comment: later attempts are not told any more', {
    input: z.strictObject({ comment_id: ulid.describe('The comment') }),
    output: done,
  }),
} as const;

/** What a patch does to one file, line by line. */
export type FileDiff = z.infer<typeof fileDiff>;
