import { resolve } from 'node:path';
import type { SignalSource } from './session/stop-signals.js';

/** Where a command writes to: a terminal, a pipe, or what a test keeps. */
export interface Output {
  write(text: string | Uint8Array): unknown;
  readonly isTTY?: boolean;
  /** The size of the terminal, where it is one and knows it. */
  readonly columns?: number | undefined;
  readonly rows?: number | undefined;
  /** False once nobody reads any more: what is written then is dropped. */
  readonly isOpen?: boolean;
}

/** Where a command was called: its streams, its environment, its folder, and where its signals come from. */
export interface Surroundings {
  readonly stdout: Output;
  readonly stderr: Output;
  readonly env: NodeJS.ProcessEnv;
  readonly cwd: string;
  readonly signals: SignalSource;
}

/** A path as it was meant in the folder of the call. */
export const pathOf = ({ cwd }: Surroundings, path: string): string => resolve(cwd, path);

/** A stream of this process; one that its reader closes (`uet events | head -1`) is no error. */
export function outputOf(stream: NodeJS.WriteStream): Output {
  let isOpen = true;
  stream.on('error', () => {
    isOpen = false;
  });
  return {
    write: (text) => isOpen && stream.write(text),
    get isTTY() {
      return stream.isTTY === true;
    },
    get columns() {
      // Some terminals say 0 for what they do not know.
      return stream.columns || undefined;
    },
    get rows() {
      return stream.rows || undefined;
    },
    get isOpen() {
      return isOpen;
    },
  };
}
