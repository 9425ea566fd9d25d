import { EventEmitter } from 'node:events';
import { runProgram } from '../../src/program.js';
import type { Output, Surroundings } from '../../src/surroundings.js';

/** What a call of the program came to. */
export interface Called {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** How the program is called: in which folder, with which variables beside a fixed few. */
export interface CallOptions {
  readonly cwd: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly signals?: EventEmitter;
  /** Where standard output is a terminal: its size. */
  readonly terminal?: { readonly columns: number; readonly rows: number };
  /** Hears all that is written to standard output and standard error, as it is written. */
  readonly onWrite?: (text: string) => void;
}

function keep(
  onWrite: CallOptions['onWrite'],
  terminal?: CallOptions['terminal'],
): Output & { readonly text: () => string } {
  const parts: Buffer[] = [];
  return {
    write(text) {
      parts.push(Buffer.from(text));
      onWrite?.(String(text));
    },
    ...(terminal === undefined ? {} : { isTTY: true, ...terminal }),
    text: () => Buffer.concat(parts).toString(),
  };
}

/** Calls the program in this process, as a shell would call it. */
export async function call(argv: readonly string[], options: CallOptions): Promise<Called> {
  const [stdout, stderr] = [keep(options.onWrite, options.terminal), keep(options.onWrite)];
  const { PATH = '', HOME = '' } = process.env;
  const surroundings: Surroundings = {
    stdout,
    stderr,
    env: { PATH, HOME, ...options.env },
    cwd: options.cwd,
    signals: options.signals ?? new EventEmitter(),
  };
  const exitCode = await runProgram(argv, surroundings);
  return { exitCode, stdout: stdout.text(), stderr: stderr.text() };
}
