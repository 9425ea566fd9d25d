import {
  canonicalDiff,
  checkPatch,
  type EffectivePolicy,
  type PolicyViolation,
  parsePatch,
  UetError,
} from '@uet/core';
import type { PatchArtifact, PatchValidation } from '@uet/schemas';
import { sha256Of } from '../engine/digest.js';

/** What a diff says of itself, and what a policy says of it. */
export interface ReadPatch {
  readonly facts: Pick<
    PatchArtifact,
    'format' | 'sha256' | 'digest' | 'files_touched' | 'insertions' | 'deletions' | 'diff'
  >;
  readonly validation: PatchValidation;
  readonly violations: readonly Violation[];
}

/** A broken rule in words. */
export interface Violation extends Pick<PolicyViolation, 'message' | 'remedy'> {
  /** True for a limit that a person may lift by a release; false for what no policy allows. */
  readonly overridable: boolean;
}

/** What no policy allows and no person can lift, in words; null where there is nothing of the kind. */
export function unsafeBecause({ violations }: Pick<ReadPatch, 'violations'>): string | null {
  const hard = violations.filter(({ overridable }) => !overridable);
  return hard.length === 0 ? null : hard.map(({ message }) => message).join('; ');
}

/** What a policy sets, and a person may therefore set aside for one patch. */
const policyRules: ReadonlySet<PolicyViolation['rule']> = new Set([
  'scope',
  'forbidden',
  'max_changed_lines',
  'max_files',
  'binary',
  'oscillation',
]);

/** How a patch is judged beside its policy. */
export interface JudgeOptions {
  readonly oscillates?: (digest: string) => boolean;
  /** An empty commit of a series is kept as one. */
  readonly allowEmpty?: boolean;
}

/** Reads a diff and judges it. What cannot be read is a violation too, so that it is recorded and set aside. */
export function readPatch(diff: Uint8Array, policy: EffectivePolicy, options: JudgeOptions = {}): ReadPatch {
  const content = {
    format: 'git_diff',
    sha256: sha256Of(diff),
    diff: Buffer.from(diff).toString('base64'),
  } as const;
  try {
    const parsed = parsePatch(diff);
    const digest = sha256Of(canonicalDiff(parsed));
    const verdict = checkPatch(parsed, policy, { oscillates: options.oscillates?.(digest) ?? false });
    const violations = verdict.violations
      .filter(({ rule }) => rule !== 'empty' || options.allowEmpty !== true)
      .map(({ rule, message, remedy }) => ({ message, remedy, overridable: policyRules.has(rule) }));
    return {
      facts: {
        ...content,
        digest,
        files_touched: parsed.files.map((file) => ({
          path: file.newPath ?? file.oldPath ?? '',
          kind: file.kind,
          insertions: file.insertions,
          deletions: file.deletions,
          binary: file.isBinary,
        })),
        insertions: parsed.insertions,
        deletions: parsed.deletions,
      },
      validation: {
        format_ok: verdict.formatOk || violations.length === 0,
        scope_ok: verdict.scopeOk,
        constraints_ok: verdict.constraintsOk,
        errors: violations.map(({ message }) => message),
      },
      violations,
    };
  } catch (error) {
    if (!(error instanceof UetError) || error.code !== 'bad_patch') throw error;
    const message = error.where === undefined ? error.message : `${error.where}: ${error.message}`;
    return {
      facts: { ...content, digest: content.sha256, files_touched: [], insertions: 0, deletions: 0 },
      validation: { format_ok: false, scope_ok: false, constraints_ok: false, errors: [message] },
      violations: [{ message, remedy: error.hint ?? 'Make a patch that git can read.', overridable: false }],
    };
  }
}
