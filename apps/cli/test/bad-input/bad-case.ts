import type { ErrorCode } from '@uet/core';
import type { Called } from '../support/call.js';

/** Where a case happens: a folder with a repository `repo` in it, and what the case adds. */
export interface Place {
  readonly folder: string;
  readonly repo: string;
}

/** One way to go wrong, and what has to be said about it. */
export interface BadCase {
  readonly name: string;
  /** Called in the folder of the case; `--json` is added. */
  readonly argv: readonly string[];
  readonly files?: Readonly<Record<string, string | Uint8Array>>;
  readonly prepare?: (place: Place) => Promise<unknown>;
  readonly env?: (place: Place) => Readonly<Record<string, string>>;
  readonly code: ErrorCode;
  /** What is wrong. */
  readonly says: RegExp;
  /** The place, in `where` or in the message. */
  readonly where: RegExp;
  /** 2 unless it is the fault of something else. */
  readonly exitCode?: number;
}

/** What `--json` prints of an error. */
export interface ToldError {
  readonly code: string;
  readonly message: string;
  readonly where: string | null;
  readonly hint: string | null;
}

/** The error that a call printed: the one line on its standard output. */
export function errorOf({ stdout }: Called): ToldError {
  const lines = stdout.trimEnd().split('\n');
  if (lines.length !== 1) throw new Error(`not one line: ${stdout}`);
  return (JSON.parse(stdout) as { error: ToldError }).error;
}
