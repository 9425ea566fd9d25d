/** Where a process that works on a run kills itself. */
export interface KillAt {
  /** At the n-th write to the database, from 1. */
  readonly commit?: number;
  readonly when?: 'before' | 'during' | 'after';
  /** So long after its engine was asked to start. */
  readonly afterMs?: number;
}

/** What a process is to work on. */
export interface RunOrder {
  /** A run that was started already; else the only one that there is, or a new one. */
  readonly runId?: string;
  /** The path of the template. */
  readonly template: string;
  readonly repository: string;
  /** `TMPDIR` of the run. The process itself starts with the usual one, where what reads TypeScript has its cache. */
  readonly temporary: string;
  readonly target: string;
  /** The worker pool; one of the run's own where absent. */
  readonly pool?: string;
  readonly slots: number;
  readonly kill?: KillAt;
}

/** How the run rests. */
export interface RunResult {
  readonly runId: string;
  readonly state: string;
  /** How often this process wrote to the database. */
  readonly commits: number;
}
