import type { TimeoutKind } from './deadlines.js';
import type { StreamName } from './output-pipes.js';

/** A program to run, and the limits it runs in. */
export interface ProcessSpec {
  /** The program and its arguments, or a text for `/bin/sh -c`. */
  readonly argv: readonly string[] | { readonly shell: string };
  /** An existing folder. */
  readonly cwd: string;
  /** The whole environment; nothing is inherited. */
  readonly env: Readonly<Record<string, string>>;
  /** Standard input; without it the program reads an empty one. */
  readonly stdin?: Uint8Array | string | undefined;
  /** Time for everything, in milliseconds, 0 for none. */
  readonly wallTimeoutMs: number;
  /** Time without any output, in milliseconds, 0 for none. */
  readonly idleTimeoutMs: number;
  /** Time between SIGTERM and SIGKILL, in milliseconds. Default 5000. */
  readonly graceMs?: number | undefined;
  readonly log: { readonly stdoutPath: string; readonly stderrPath: string };
  /** How much of each stream is kept: its head, and up to 1 MiB of its tail. Default 50 MiB. */
  readonly maxLogBytes?: number | undefined;
  /** Secrets to replace by `***` wherever the program prints them. */
  readonly mask: readonly string[];
  /** Ends the tree gently: SIGTERM, and SIGKILL after the grace. */
  readonly signal?: AbortSignal | undefined;
  /** Ends the tree at once. */
  readonly kill?: AbortSignal | undefined;
  /** Unique to this process tree, e.g. the id of the attempt; what `killLeftovers` finds it by. */
  readonly marker?: string | undefined;
  /** Sees what goes into the logs, as it goes. */
  readonly onOutput?: ((stream: StreamName, text: string) => void) | undefined;
}

/** How a program ended. */
export interface ProcessOutcome {
  /** Null where it was ended by a signal, or never ran. */
  readonly exitCode: number | null;
  /** The signal that ended it. */
  readonly signal: string | null;
  /** The time that ran out and made us end it. */
  readonly timedOut: TimeoutKind | null;
  /** True where `signal` or `kill` was raised before it ended. */
  readonly canceled: boolean;
  /** Why it never ran, as a sentence; null where it did. */
  readonly spawnError: string | null;
  /** ISO 8601 in UTC. */
  readonly startedAt: string;
  readonly durationMs: number;
  /** Printed, whether kept or not. */
  readonly stdoutBytes: number;
  readonly stderrBytes: number;
  /** Printed on both streams and not kept. */
  readonly droppedBytes: number;
  /** Null where it never ran. */
  readonly pid: number | null;
  /** The processes that outlived it and were killed. */
  readonly leftBehind: readonly number[];
}
