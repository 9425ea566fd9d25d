import { EventEmitter } from 'node:events';
import { UetError } from '@uet/core';
import { type Database, databaseError, executeFlag } from '@uet/db';
import { Logger, type Runner, run, type TaskList, type WorkerEvents } from 'graphile-worker';

type Pool = Database['pool'];

/** What takes jobs of some kinds, so many at once. */
export interface QueueRunner {
  /** The name under which it holds jobs, for others to give them back should this process die. */
  readonly queueId: string;
  /** Rejects where the queue ended by itself: the database is gone. */
  readonly broken: Promise<never>;
  /** Takes nothing new and waits for the jobs that it holds. Never fails: what had ended already, has stopped. */
  stop(): Promise<void>;
}

/** A job is a row id; what is to be done with it is known by the name of the job. */
export type Handler = (subject: string) => Promise<void>;

/** How often the queue is looked at where a notification was lost, in milliseconds. */
const pollMs = 2000;
/** When to look again after a job, in milliseconds: writing its end takes about one, or many on a busy machine. */
const nudgesMs = [10, 100];
/** Jobs are tools and test suites: a graceful stop waits for them as long as it takes. */
const stopPatienceMs = 7 * 24 * 3600 * 1000;

/** How jobs are taken. */
export interface QueueRunnerOptions {
  /** How many at once. */
  readonly concurrency: number;
  /** No job is taken before: the name under which jobs are held has to be on record first. */
  readonly ready: Promise<void>;
  readonly handlers: Readonly<Record<string, Handler>>;
  /** False while jobs that carry the flag `execute` are left to other processes; always true where absent. */
  readonly mayExecute?: () => boolean;
  readonly log: (line: string) => void;
}

/** Starts taking jobs, `concurrency` at once; wake-ups come by LISTEN/NOTIFY. */
export async function startQueueRunner(
  pool: Pool,
  { concurrency, ready, handlers, mayExecute = () => true, log }: QueueRunnerOptions,
): Promise<QueueRunner> {
  let queueId = '';
  const events: WorkerEvents = new EventEmitter();
  events.on('pool:create', ({ workerPool }) => {
    queueId = workerPool.id;
    let ending = false;
    events.on('pool:gracefulShutdown', () => {
      ending = true;
    });
    // graphile-worker looks for the next job before the end of the last one is written: another job of the same
    // queue is still locked then, and would wait for the next poll. A worker that ended must not be nudged.
    const nudge = (): void => {
      if (!ending) workerPool.nudge(1);
    };
    events.on('job:complete', ({ job }) => {
      if (job.job_queue_id === null) return;
      for (const delayMs of nudgesMs) setTimeout(nudge, delayMs).unref();
    });
  });
  const runner: Runner = await run({
    pgPool: pool,
    noHandleSignals: true,
    forbiddenFlags: () => (mayExecute() ? null : [executeFlag]),
    taskList: Object.fromEntries(
      Object.entries(handlers).map(([name, handler]) => [name, subjectOf(handler)]),
    ) as TaskList,
    logger: loggerTo(log),
    events,
    preset: {
      worker: {
        concurrentJobs: concurrency,
        pollInterval: pollMs,
        // Batches of one turn. Without them nobody waits for these writes: where the database is lost, they would
        // end the process, and a stop would not wait for them.
        completeJobBatchDelay: 0,
        failJobBatchDelay: 0,
        gracefulShutdownAbortTimeout: stopPatienceMs,
      },
      plugins: [{ name: 'UetReady', version: '1', worker: { hooks: { startWorker: () => ready } } }],
    },
  });
  return guard(runner, queueId);
}

function guard(runner: Runner, queueId: string): QueueRunner {
  let stopping = false;
  const broken = runner.promise.then(
    () => endedBy(new UetError('database_unavailable', 'the job queue ended by itself')),
    (error: unknown) => endedBy(error),
  );
  const endedBy = (error: unknown): Promise<never> => {
    if (stopping) return new Promise<never>(() => undefined);
    return Promise.reject(databaseError(error, 'The job queue ended'));
  };
  // Whoever waits for `broken` sees the error; nobody has to.
  broken.catch(() => undefined);
  return {
    queueId,
    broken,
    async stop() {
      stopping = true;
      await runner.stop().catch(() => undefined);
      await runner.promise.catch(() => undefined);
    },
  };
}

const subjectOf =
  (handler: Handler) =>
  async (payload: unknown): Promise<void> => {
    const { subject } = payload as { subject?: unknown };
    if (typeof subject !== 'string') throw new UetError('internal', 'a job without a subject');
    await handler(subject);
  };

/** Only what went wrong is worth a line: every job is an event of its own already. */
const loggerTo = (log: (line: string) => void): Logger =>
  new Logger(() => (level, message) => {
    if (level === 'error' || level === 'warning') log(message);
  });

/** Gives the jobs that dead processes hold back to the queue at once; by itself it would wait for hours. */
export async function unlockJobs(pool: Pool, queueIds: readonly string[]): Promise<void> {
  await pool.query('select graphile_worker.force_unlock_workers($1::text[])', [queueIds]);
}
