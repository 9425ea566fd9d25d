import { z } from 'zod';
import { count, pathPattern } from './primitives.js';

const limit = (what: string) =>
  z.union([count, z.literal('unlimited'), z.null()]).describe(`${what}; unlimited (or null) lifts the limit`);

const patterns = z.array(
  pathPattern.regex(/^(?!!)/, 'must not begin with ! (list what is meant, not what is not)'),
);

/**
 * What patches may touch and how large they may be, as one layer (global, project, phase, workstream, task)
 * writes it. Every field may be left out; a layer can only tighten the ones above it.
 */
export const patchPolicy = z
  .strictObject({
    max_changed_lines: limit(
      'How many lines a patch may insert and delete together (500 if no layer says)',
    ).optional(),
    max_files: limit('How many files a patch may touch (10 if no layer says)').optional(),
    allow_binary: z.boolean().describe('Whether binary files may change (no, if no layer says)').optional(),
    allow_mode_change: z
      .boolean()
      .describe('Whether a file may become executable or stop being so (yes, if no layer says)')
      .optional(),
    allow_symlinks: z
      .boolean()
      .describe('Whether symlinks that stay inside the tree may be added or changed (yes, if no layer says)')
      .optional(),
    scope: patterns
      .describe(
        'Globs from the root of the repository, a folder standing for all that is in it; a patch may touch only what matches. Left out: anywhere. Empty: nowhere',
      )
      .optional(),
    forbidden: patterns
      .describe(
        'Globs that match at any depth, case ignored, unless they begin with /; a patch may not touch what matches (.git/**, .env*, secrets/**, .venv/** if no layer says)',
      )
      .optional(),
  })
  .meta({ title: 'Patch policy', description: 'What patches may touch and how large they may be' });

/** One layer of policy, see {@link patchPolicy}. */
export type PatchPolicy = z.infer<typeof patchPolicy>;
