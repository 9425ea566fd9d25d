/** What can be asked of a worker process. */
export type JobName = 'tick' | 'execute' | 'land' | 'accept';

/** A piece of work for some process of a pool; queued in the transaction that makes it necessary. */
export interface Job {
  readonly name: JobName;
  /** The pool whose processes may take it. */
  readonly pool: string;
  /** What it is about: a run id (tick, accept), a task id (execute), a lane (land). */
  readonly subject: string;
  /** The earliest time to start, ISO 8601; absent for now. */
  readonly runAt?: string;
  /** 0 is the most urgent; jobs of one priority run in the order in which they were added. */
  readonly priority?: number;
}

/** The identifier that makes adding a job twice harmless; one for later never puts off one for now. */
export const jobKey = (job: Job): string =>
  `${job.name}${job.runAt === undefined ? '' : '-later'}:${job.subject}`;
