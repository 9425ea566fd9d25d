import type { WorkerLifecycleRow } from '@uet/schemas';

/** What a worker did with its turn: its row as it is now, null where that is not known; `unfit` for nothing. */
type Turn = (worker: WorkerLifecycleRow) => Promise<WorkerLifecycleRow | 'unfit' | null>;

/** Reads the row of a worker that does nothing anew, and makes it fit to work again. */
type Renew = (worker: WorkerLifecycleRow) => Promise<WorkerLifecycleRow>;

interface Slot {
  worker: WorkerLifecycleRow;
  /** False where the row may have changed under us, or may still hold what we have given up. */
  isKnown: boolean;
}

/** The workers of this process: each holds one task at a time, and is kept as its row was last seen. */
export class Slots {
  /** Resolves once people have ended every worker of this process. */
  readonly ended: Promise<void>;
  readonly #count: number;
  /** Those that have not ended. */
  readonly #all: Set<Slot>;
  readonly #free: Slot[];
  /** Those that a person has paused. */
  readonly #paused: Slot[] = [];
  readonly #waiting: Array<(slot: Slot | null) => void> = [];
  readonly #renew: Renew;
  #end: () => void = () => undefined;

  constructor(workers: readonly WorkerLifecycleRow[], renew: Renew) {
    this.#all = new Set(workers.map((worker) => ({ worker, isKnown: true })));
    this.#count = workers.length;
    this.#free = [...this.#all];
    this.#renew = renew;
    this.ended = new Promise((resolve) => {
      this.#end = resolve;
    });
  }

  /** The ids of the workers that have not ended; one that was taken for dead has another one afterwards. */
  get workerIds(): string[] {
    return [...this.#all].map(({ worker }) => worker.id);
  }

  /** False where no worker is free, and some are paused or have ended: jobs are for other processes then. */
  get mayTake(): boolean {
    return this.#free.length > 0 || !this.#isShort;
  }

  /**
   * Does something as a free worker; waits for one where all are busy. Answers false, with nothing done, where some
   * are paused or have ended and the others are busy: somebody else may do it sooner.
   */
  async with(turn: Turn): Promise<boolean> {
    for (;;) {
      const slot = this.#free.pop() ?? (await this.#next());
      if (slot === null) return false;
      if (await this.#use(slot, turn)) return true;
    }
  }

  /**
   * Renews the workers that do nothing and whose turns ended badly, for nothing more would be heard of them, or
   * whose rows (as they are now) tell that somebody changed them: a person pauses, resumes and ends workers.
   */
  async renew(rows: readonly WorkerLifecycleRow[] = []): Promise<void> {
    const versions = new Map(rows.map(({ id, version }) => [id, version]));
    const resting = [...this.#free, ...this.#paused];
    for (const slot of resting) {
      if (slot.worker.version !== (versions.get(slot.worker.id) ?? slot.worker.version)) slot.isKnown = false;
    }
    for (const slot of resting.filter(({ isKnown }) => !isKnown)) {
      // Out of the others' reach meanwhile; one that was taken since is renewed by its turn.
      if (!remove(this.#free, slot) && !remove(this.#paused, slot)) continue;
      await this.#makeKnown(slot).finally(() => this.#giveBack(slot));
    }
  }

  /** True where fewer workers take tasks than jobs are taken at once. */
  get #isShort(): boolean {
    return this.#paused.length > 0 || this.#all.size < this.#count;
  }

  #next(): Promise<Slot | null> {
    if (this.#isShort) return Promise.resolve(null);
    return new Promise((resolve) => this.#waiting.push(resolve));
  }

  /** False where the worker turns out to be paused, ended, or otherwise unfit: then it is renewed. */
  async #use(slot: Slot, turn: Turn): Promise<boolean> {
    try {
      await this.#makeKnown(slot);
      if (slot.worker.state === 'paused' || slot.worker.state === 'stopped') return false;
      slot.isKnown = false;
      const after = await turn(slot.worker);
      if (after === 'unfit') return false;
      if (after !== null) Object.assign(slot, { worker: after, isKnown: true });
      return true;
    } finally {
      this.#giveBack(slot);
    }
  }

  async #makeKnown(slot: Slot): Promise<void> {
    if (slot.isKnown) return;
    slot.worker = await this.#renew(slot.worker);
    slot.isKnown = true;
  }

  #giveBack(slot: Slot): void {
    const state = slot.isKnown ? slot.worker.state : 'unknown';
    if (state !== 'stopped' && state !== 'paused') {
      const next = this.#waiting.shift();
      if (next === undefined) this.#free.push(slot);
      else next(slot);
      return;
    }
    if (state === 'paused') this.#paused.push(slot);
    else this.#all.delete(slot);
    for (const resolve of this.#waiting.splice(0)) resolve(null);
    if (this.#all.size === 0) this.#end();
  }
}

/** Removes an element; false where it is not there. */
function remove<T>(list: T[], element: T): boolean {
  const at = list.indexOf(element);
  if (at !== -1) list.splice(at, 1);
  return at !== -1;
}
