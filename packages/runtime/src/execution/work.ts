import { errorTable, type ToolUsage, type UetError } from '@uet/core';
import type { FailureKind } from '@uet/schemas';
import { knownError } from '../engine/known-error.js';
import type { Worktree } from '../git/index.js';

/** What an attempt made: its change, its outputs, what it used; or why it failed. */
export interface Work {
  readonly result: 'succeeded' | 'failed' | 'canceled';
  /** What kept the attempt from being carried out, where that says nothing of the task: it does not count. */
  readonly hindrance: UetError | null;
  readonly failureKind: FailureKind | null;
  readonly message: string;
  readonly exitCode: number | null;
  readonly durationMs: number;
  readonly baseCommit: string | null;
  readonly change: WorkChange | null;
  readonly outputs: Record<string, string>;
  readonly usage: ToolUsage | null;
  readonly logPath: string;
  readonly worktree: Worktree | null;
  /** What changed in the user's own checkouts meanwhile, in words. */
  readonly contamination: readonly string[];
}

/** The diff of an attempt, and what came with it. */
export interface WorkChange {
  readonly diff: Uint8Array;
  readonly resultTree: string | null;
  readonly origin: 'tool' | 'file';
  readonly message: string | null;
  readonly author: { readonly name: string; readonly email: string; readonly date: string } | null;
}

/** How an attempt ends at an error: the message is for a person and for the next attempt. */
export function failureOf(error: unknown): Pick<Work, 'result' | 'hindrance' | 'failureKind' | 'message'> {
  const known = knownError(error);
  const { code, message, hint } = known;
  return {
    result: code === 'canceled' ? 'canceled' : 'failed',
    hindrance: errorTable[code].retry ? known : null,
    failureKind: code === 'spawn_failed' || code === 'no_tool' ? 'spawn_error' : 'exit_code',
    message: hint === undefined ? message : `${message}; ${hint}`,
  };
}

/** What an attempt made cannot be recorded: it failed for good, for the same would happen again. */
export const unrecordable = (work: Work, error: unknown): Work => ({
  ...work,
  ...failureOf(error),
  change: null,
  failureKind: 'spawn_error',
  hindrance: null,
});
