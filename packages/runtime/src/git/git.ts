import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { UetError } from '@uet/core';
import { type GitPlace, gitEnvironment } from './git-environment.js';
import { describeCommand, gitFailure } from './git-failure.js';

/** How one git command is run. */
export interface GitOptions extends GitPlace {
  readonly cwd?: string | undefined;
  /** Standard input; without it git reads an empty one. */
  readonly input?: Uint8Array | undefined;
  /** Output beyond this ends the command with `git_failed`. Default 1 GiB. */
  readonly maxOutputBytes?: number | undefined;
  /** Too much output is no failure: it is cut off there, and {@link GitResult.isCut} says so. */
  readonly cutOutput?: boolean | undefined;
  /** Exit codes that are answers rather than failures. Default `[0]`. */
  readonly okExitCodes?: readonly number[] | undefined;
  /** Ends the command gently (git removes its locks), then with force. */
  readonly signal?: AbortSignal | undefined;
}

/** What a git command that ended with an accepted exit code said. */
export interface GitResult {
  readonly stdout: Buffer;
  readonly stderr: string;
  readonly exitCode: number;
  /** True where output was cut off at `maxOutputBytes`; the exit code means nothing then. */
  readonly isCut: boolean;
}

const maxStderrBytes = 64 * 1024;
const defaultMaxOutputBytes = 1024 ** 3;
const killAfterMs = 5_000;

interface Ended {
  readonly stdout: Buffer;
  readonly stderr: string;
  readonly exitCode: number | null;
  readonly signalName: NodeJS.Signals | null;
  readonly isCut: boolean;
  readonly isCanceled: boolean;
}

/** Collects a stream up to a limit; `full` is told once when more comes. */
function collect(stream: NodeJS.ReadableStream | null, limit: number, full: () => void): () => Buffer {
  const chunks: Buffer[] = [];
  let size = 0;
  stream?.on('data', (chunk: Buffer) => {
    const room = limit - size;
    size += chunk.length;
    if (room > 0) chunks.push(chunk.length > room ? chunk.subarray(0, room) : chunk);
    if (room >= 0 && chunk.length > room) full();
  });
  return () => (chunks.length === 1 && chunks[0] !== undefined ? chunks[0] : Buffer.concat(chunks));
}

/** SIGTERM lets git remove its lock files; SIGKILL is for a git that hangs in a system call. */
function stop(child: ChildProcess): void {
  child.kill('SIGTERM');
  const timer = setTimeout(() => child.kill('SIGKILL'), killAfterMs);
  timer.unref();
  child.once('close', () => clearTimeout(timer));
}

function spawnError(
  args: readonly string[],
  cause: NodeJS.ErrnoException,
  cwd: string | undefined,
): UetError {
  if (cause.code === 'ENOENT' && cwd !== undefined && !existsSync(cwd)) {
    return new UetError('git_failed', `${describeCommand(args)}: the folder is gone`, { where: cwd, cause });
  }
  const hint = cause.code === 'ENOENT' ? { hint: 'Install git 2.39 or newer and put it on PATH.' } : {};
  return new UetError('spawn_failed', `git could not be started: ${cause.message}`, { ...hint, cause });
}

function run(args: readonly string[], options: GitOptions): Promise<Ended> {
  return new Promise((resolve, reject) => {
    const child = spawn('git', args, {
      cwd: options.cwd,
      env: gitEnvironment(options),
      stdio: [options.input === undefined ? 'ignore' : 'pipe', 'pipe', 'pipe'],
      // A session of its own: Ctrl-C in a terminal is for this program, which decides what becomes of its git.
      detached: true,
      windowsHide: true,
    });
    let isCut = false;
    let isCanceled = false;
    const tooMuch = (): void => {
      isCut = true;
      stop(child);
    };
    const cancel = (): void => {
      isCanceled = true;
      stop(child);
    };
    const stdout = collect(child.stdout, options.maxOutputBytes ?? defaultMaxOutputBytes, tooMuch);
    const stderr = collect(child.stderr, maxStderrBytes, () => undefined);
    options.signal?.addEventListener('abort', cancel, { once: true });
    child.once('error', (cause) => {
      // Also raised when a kill fails; only a child without a pid never ran and will never close.
      if (child.pid === undefined) reject(spawnError(args, cause, options.cwd));
    });
    child.once('close', (exitCode, signalName) => {
      options.signal?.removeEventListener('abort', cancel);
      resolve({ stdout: stdout(), stderr: stderr().toString(), exitCode, signalName, isCut, isCanceled });
    });
    // EPIPE: git may answer before it has read everything; its exit code says whether that is a failure.
    child.stdin?.on('error', () => undefined);
    child.stdin?.end(options.input);
  });
}

/**
 * Runs one git command without hooks, prompts, pagers, signing, automatic maintenance, inherited `GIT_*`
 * variables or (by default) any configuration but the repository's own. Throws `git_failed`,
 * `repository_locked`, `disk_full`, `spawn_failed` or `canceled`.
 */
export async function git(args: readonly string[], options: GitOptions = {}): Promise<GitResult> {
  if (options.signal?.aborted === true)
    throw new UetError('canceled', `${describeCommand(args)} was not started`);
  if (args.some((word) => word.includes('\0'))) {
    throw new UetError('bad_argument', `${describeCommand(args)}: an argument holds a NUL character`);
  }
  const { stdout, stderr, exitCode, signalName, isCut, isCanceled } = await run(args, options);
  if (isCanceled) throw new UetError('canceled', `${describeCommand(args)} was stopped`);
  if (isCut && options.cutOutput === true) return { stdout, stderr, exitCode: exitCode ?? 0, isCut };
  if (isCut) {
    const limit = options.maxOutputBytes ?? defaultMaxOutputBytes;
    throw new UetError('git_failed', `${describeCommand(args)} printed more than ${limit} bytes`);
  }
  if (exitCode === null) throw gitFailure(args, `was killed by ${signalName ?? 'a signal'}`, stderr);
  if (!(options.okExitCodes ?? [0]).includes(exitCode)) {
    throw gitFailure(args, `ended with exit code ${exitCode}`, stderr);
  }
  return { stdout, stderr, exitCode, isCut };
}

/** As {@link git}, for short answers: standard output as text without its last line break. */
export async function gitText(args: readonly string[], options: GitOptions = {}): Promise<string> {
  const { stdout } = await git(args, options);
  return stdout.toString().replace(/\n$/, '');
}
