import { type ChildProcess, spawn } from 'node:child_process';
import { Socket } from 'node:net';
import { UetError } from '@uet/core';
import { type GitPlace, gitEnvironment } from '../git-environment.js';
import { gitFailure } from '../git-failure.js';

/** A git process that answers many questions; it never keeps the event loop alive while nobody waits. */
export interface KeptProcess {
  write(text: string): void;
  /** While true, this program does not end by itself: someone waits for an answer. */
  hold(isAwaited: boolean): void;
  /** Ends its input, so that it ends; resolves when it has. */
  close(): Promise<void>;
}

interface Listener {
  readonly onOutput: (chunk: Buffer) => void;
  /** Told once, whether it ended by itself, was killed, or could not be started. */
  readonly onEnd: (error: Error) => void;
}

const maxStderrBytes = 8 * 1024;

function setHold(child: ChildProcess, isAwaited: boolean): void {
  const method = isAwaited ? 'ref' : 'unref';
  child[method]();
  for (const stream of child.stdio) if (stream instanceof Socket) stream[method]();
}

/** Starts a git command that is kept open, e.g. `cat-file --batch`. */
export function keepProcess(
  args: readonly string[],
  place: GitPlace & { readonly cwd?: string | undefined },
  listener: Listener,
): KeptProcess {
  const child = spawn('git', args, {
    cwd: place.cwd,
    env: gitEnvironment(place),
    stdio: ['pipe', 'pipe', 'pipe'],
    // As every git: a terminal's Ctrl-C does not reach it.
    detached: true,
    windowsHide: true,
  });
  let stderr = '';
  let tellClosed: () => void = () => undefined;
  const closed = new Promise<void>((resolve) => {
    tellClosed = resolve;
  });
  let isOver = false;
  const end = (error: Error): void => {
    if (isOver) return;
    isOver = true;
    tellClosed();
    listener.onEnd(error);
  };
  child.stdout.on('data', listener.onOutput);
  child.stderr.on('data', (chunk: Buffer) => {
    if (stderr.length < maxStderrBytes) stderr += chunk.toString();
  });
  // EPIPE when the process is gone already: its close event tells the rest.
  child.stdin.on('error', () => undefined);
  child.once('error', (cause) => {
    if (child.pid === undefined)
      end(new UetError('spawn_failed', `git could not be started: ${cause.message}`, { cause }));
  });
  child.once('close', (code, signal) => end(gitFailure(args, `ended (${signal ?? code})`, stderr)));
  setHold(child, false);
  return {
    write: (text) => child.stdin.write(text),
    hold: (isAwaited) => setHold(child, isAwaited),
    close: () => {
      if (!isOver) setHold(child, true);
      child.stdin.end();
      return closed;
    },
  };
}
