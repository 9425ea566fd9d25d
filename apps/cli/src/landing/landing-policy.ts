import { loadDocument } from '@uet/core';
import { type PatchPolicy, patchPolicy } from '@uet/schemas';
import { wholeNumber } from '../arguments.js';
import { readInput } from '../read-input.js';
import type { Surroundings } from '../surroundings.js';

/** The options of `uet land` that say what a patch may be. */
export interface PolicyOptions {
  readonly policy?: string;
  readonly maxLines?: string;
  readonly maxFiles?: string;
  readonly binary: boolean;
}

/** Limits on size and kind hold only where they are asked for; the safety rules always do. */
const lenient: PatchPolicy = {
  max_changed_lines: 'unlimited',
  max_files: 'unlimited',
  allow_binary: true,
  forbidden: [],
};

/** The policy of the file, if any, with the options over it. Throws `bad_policy` or `bad_argument`. */
export async function policyOf(cli: Surroundings, options: PolicyOptions): Promise<PatchPolicy> {
  const lines = wholeNumber(options.maxLines, '--max-lines');
  const files = wholeNumber(options.maxFiles, '--max-files');
  return {
    ...lenient,
    ...(options.policy === undefined ? {} : await readPolicy(cli, options.policy)),
    ...(lines === undefined ? {} : { max_changed_lines: lines }),
    ...(files === undefined ? {} : { max_files: files }),
    ...(options.binary ? {} : { allow_binary: false }),
  };
}

async function readPolicy(cli: Surroundings, file: string): Promise<PatchPolicy> {
  const text = await readInput(cli, file, { what: 'the policy', code: 'bad_policy' });
  return loadDocument(text, patchPolicy, { file, code: 'bad_policy' }).value;
}
