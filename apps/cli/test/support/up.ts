import { EventEmitter } from 'node:events';
import { runProgram } from '../../src/program.js';

/** A server with workers, as `uet up --no-web` starts it. */
export interface Up {
  readonly url: string;
  /** Ends it as Ctrl-C does; answers its exit code. */
  stop(): Promise<number>;
}

/** Starts `uet up --no-web` in this process, on a free port. */
export async function startUp(cwd: string, own: Readonly<Record<string, string>>): Promise<Up> {
  const signals = new EventEmitter();
  const { PATH = '', HOME = '' } = process.env;
  const said: string[] = [];
  let opened: (line: string) => void = () => undefined;
  const line = new Promise<string>((resolve) => {
    opened = resolve;
  });
  const ended = runProgram(['up', '--no-web', '--port', '0', '--slots', '2', '--json'], {
    stdout: { write: (text) => opened(String(text)) },
    stderr: { write: (text) => said.push(String(text)) },
    env: { PATH, HOME, ...own },
    cwd,
    signals,
  });
  const first = await Promise.race([
    line,
    ended.then((code) => {
      throw new Error(`uet up ended with ${code}: ${said.join('')}`);
    }),
  ]);
  return {
    url: JSON.parse(first).url,
    stop() {
      signals.emit('SIGINT');
      return ended;
    },
  };
}
