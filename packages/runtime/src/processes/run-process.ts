import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import type { UetError } from '@uet/core';
import { startDeadlines, type TimeoutKind } from './deadlines.js';
import { type Launched, launch } from './launch.js';
import { type OutputPipe, openOutputPipe, type StreamName } from './output-pipes.js';
import type { ProcessOutcome, ProcessSpec } from './process-spec.js';
import { killUntilNone, lookAtTree } from './process-tree.js';
import { createTreeStop } from './tree-stop.js';

const defaultGraceMs = 5_000;
const defaultMaxLogBytes = 50 * 1024 ** 2;
/** What children get to end by themselves after their parent, such as a `tee` that reads to its end. */
const settleMs = 250;
/** How long what is in the pipes may take to be read once nobody is there to write. */
const drainMs = 1_000;
/** How long it takes in most cases; then no child can have outlived the program with its output. */
const usualDrainMs = 20;

type Ended = Pick<ProcessOutcome, 'exitCode' | 'signal' | 'timedOut' | 'canceled' | 'pid' | 'leftBehind'> & {
  readonly endedAt: number;
};

const neverRan = {
  exitCode: null,
  signal: null,
  timedOut: null,
  canceled: false,
  pid: null,
  leftBehind: [],
};

/** Calls back once, also for a signal that is raised already; returns how to stop listening. */
function onAbort(signal: AbortSignal | undefined, callback: () => void): () => void {
  if (signal?.aborted === true) callback();
  else signal?.addEventListener('abort', callback, { once: true });
  return () => signal?.removeEventListener('abort', callback);
}

interface Output {
  readonly stdout: OutputPipe;
  readonly stderr: OutputPipe;
  /** Set by the first log that cannot be written, and told to whoever listens. */
  readonly broken: AbortController;
}

async function openOutput(spec: ProcessSpec): Promise<Output> {
  const broken = new AbortController();
  const open = (name: StreamName, path: string): Promise<OutputPipe> =>
    openOutputPipe({
      path,
      maxBytes: spec.maxLogBytes ?? defaultMaxLogBytes,
      mask: spec.mask,
      onText: (text) => spec.onOutput?.(name, text),
      onFailure: (error: UetError) => broken.abort(error),
    });
  const stdout = await open('stdout', spec.log.stdoutPath);
  const stderr = await open('stderr', spec.log.stderrPath).catch(async (cause: unknown) => {
    await closeAll([stdout]);
    throw cause;
  });
  return { stdout, stderr, broken };
}

/** Closes every log before it throws what the first of them ran into. */
async function closeAll(pipes: readonly OutputPipe[]): Promise<void> {
  for (const result of await Promise.allSettled(pipes.map((pipe) => pipe.close()))) {
    if (result.status === 'rejected') throw result.reason;
  }
}

/** The end of both streams of a program. */
interface Closing {
  readonly promise: Promise<void>;
  readonly done: () => boolean;
}

function connect({ child }: Launched, spec: ProcessSpec, output: Output, onBytes: () => void): Closing {
  if (child.stdout !== null) output.stdout.connect(child.stdout, onBytes);
  if (child.stderr !== null) output.stderr.connect(child.stderr, onBytes);
  // EPIPE: the program closed its input before it had read everything, which is its right.
  child.stdin?.on('error', () => undefined);
  child.stdin?.end(spec.stdin);
  let done = false;
  const promise = new Promise<void>((resolve) => {
    child.once('close', () => {
      done = true;
      resolve();
    });
  });
  return { promise, done: () => done };
}

const within = (ms: number, promise: Promise<void>): Promise<void> =>
  Promise.race([promise, delay(ms, undefined, { ref: false })]);

/** Watches a program from its start to the end of its whole tree. */
async function supervise(launched: Launched, spec: ProcessSpec, output: Output): Promise<Ended> {
  const { child, root, exit } = launched;
  const stop = createTreeStop(root, spec.graceMs ?? defaultGraceMs);
  let timedOut: TimeoutKind | null = null;
  let canceled = false;
  const deadlines = startDeadlines(spec.wallTimeoutMs, spec.idleTimeoutMs, (kind) => {
    timedOut = kind;
    stop.gently();
  });
  const cancel = (end: () => void) => () => {
    canceled = true;
    end();
  };
  const closed = connect(launched, spec, output, deadlines.printed);
  const listeners = [
    onAbort(spec.signal, cancel(stop.gently)),
    onAbort(spec.kill, cancel(stop.now)),
    onAbort(output.broken.signal, stop.now),
  ];
  const { exitCode, signal } = await exit;
  const endedAt = performance.now();
  const ended = { exitCode, signal, timedOut, canceled, pid: root.pid, endedAt };
  deadlines.clear();
  stop.rootEnded();
  const settled = (): boolean => performance.now() >= (stop.patientUntil() ?? endedAt + settleMs);
  await within(usualDrainMs, closed.promise);
  const signs = { settled, group: root.pid, outputOpen: () => !closed.done() };
  const leftBehind = await killUntilNone(() => lookAtTree(root), signs);
  for (const unlisten of listeners) unlisten();
  await within(drainMs, closed.promise);
  child.stdout?.destroy();
  child.stderr?.destroy();
  child.stdin?.destroy();
  return { ...ended, leftBehind };
}

/**
 * Runs a program in a session of its own and returns when its whole tree has ended: children that outlive it,
 * leave its group or make a session of their own are killed too. On Linux they are found by session, by parent
 * and by an environment variable, so only a process that leaves its session, loses its parent and wipes its
 * environment escapes. Without `/proc` (macOS) they are found by group and parent through `ps`. Windows is not
 * supported. Output goes to the log files and takes a fixed amount of memory however long it is.
 *
 * Returns an outcome for whatever the program does; throws `disk_full` where its log cannot be kept (the tree
 * is killed), and `internal` where the log cannot be written for another reason.
 */
export async function runProcess(spec: ProcessSpec): Promise<ProcessOutcome> {
  const startedAt = new Date().toISOString();
  const start = performance.now();
  const output = await openOutput(spec);
  const canceled = spec.signal?.aborted === true || spec.kill?.aborted === true;
  const launched = canceled
    ? 'canceled before it was started'
    : await launch(spec, spec.marker ?? randomUUID());
  const { endedAt, ...ended } =
    typeof launched === 'string'
      ? { ...neverRan, canceled, endedAt: performance.now() }
      : await supervise(launched, spec, output);
  await closeAll([output.stdout, output.stderr]);
  return {
    ...ended,
    durationMs: Math.round(endedAt - start),
    spawnError: typeof launched === 'string' && !canceled ? launched : null,
    startedAt,
    stdoutBytes: output.stdout.bytes(),
    stderrBytes: output.stderr.bytes(),
    droppedBytes: output.stdout.droppedBytes() + output.stderr.droppedBytes(),
  };
}
