import type { ToolUsage } from '@uet/core';
import type { Tool } from '@uet/schemas';
import type { ProcessOutcome, ProcessSpec } from '../processes/index.js';

/** What a task wants of a tool: all texts as they are, expressions in them resolved. */
export interface ToolTask {
  /** The command, for a tool that has none of its own: an argument array, or a text for the shell. */
  readonly argv?: readonly string[] | undefined;
  readonly shell?: string | undefined;
  readonly prompt?: string | undefined;
  /** The absolute path of a ready-made patch, for a tool of kind patch. */
  readonly patchFile?: string | undefined;
  /** More arguments, for a tool that has a command. */
  readonly args?: readonly string[] | undefined;
  readonly model?: string | undefined;
  /** The working folder, relative to the worktree. */
  readonly cwd?: string | undefined;
  /** Variables of the task, `UET_PARAM_*` among them. */
  readonly env?: Readonly<Record<string, string>> | undefined;
}

/** Which try of which task this is. */
export interface ToolAttempt {
  readonly id: string;
  readonly runId: string;
  readonly taskId: string;
  /** 1 for the first try. */
  readonly number: number;
  /** What gates and policy said of the try before. */
  readonly feedback: string | null;
  /** What people said of earlier patches. */
  readonly comments: string | null;
}

/** One call of a tool. */
export interface ToolRequest
  extends Pick<ProcessSpec, 'signal' | 'kill' | 'onOutput' | 'maxLogBytes' | 'graceMs'> {
  readonly toolId: string;
  readonly tool: Tool;
  readonly task: ToolTask;
  readonly attempt: ToolAttempt;
  /** The absolute path of the worktree; null where the tool needs none. */
  readonly worktree: string | null;
  /** An absolute path outside of the worktree, for this attempt alone; made where it does not exist. */
  readonly logDir: string;
  /** In milliseconds, 0 for none; see `resolveTimeouts`. */
  readonly timeouts: { readonly wallMs: number; readonly idleMs: number };
  /** Where allowed variables are taken from. */
  readonly baseEnv: NodeJS.ProcessEnv;
  /** Secrets to mask, beside those that the tool gets from its environment. */
  readonly mask?: readonly string[] | undefined;
}

/** Why a tool failed: the kinds of an attempt's failure that a tool can have. */
export type ToolFailureKind = 'exit_code' | 'wall_timeout' | 'idle_timeout' | 'spawn_error';

/** How one call of a tool ended. */
export interface ToolRun {
  readonly toolId: string;
  readonly result: 'succeeded' | 'failed';
  /** Null where it succeeded, or was canceled. */
  readonly failureKind: ToolFailureKind | null;
  /** One line for a person: why it failed, or what of its outputs was not taken. */
  readonly message: string | null;
  /** The argument array, secrets masked; null where no program was to run. */
  readonly command: readonly string[] | null;
  /** Null where no program was to run. */
  readonly outcome: ProcessOutcome | null;
  /** The logs; null where no program was to run. */
  readonly log: { readonly stdoutPath: string; readonly stderrPath: string } | null;
  readonly usage: ToolUsage | null;
  readonly outputs: Readonly<Record<string, string>>;
  /** The bytes of the ready-made patch, for a tool of kind patch. */
  readonly patchBytes?: Uint8Array;
  /** ISO 8601 in UTC. */
  readonly startedAt: string;
  readonly durationMs: number;
}
