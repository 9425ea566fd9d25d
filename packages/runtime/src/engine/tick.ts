import {
  type Actor,
  type ChangeSet,
  plan,
  type RunSnapshot,
  retryStale,
  TestGates,
  type ToolLimits,
} from '@uet/core';
import type { EngineContext } from './engine-context.js';

/**
 * One tick: reads a snapshot of the run, plans, and writes the moves. Keeps nothing in memory. A run that a person
 * asked to stop is canceled in that person's name, where it is known.
 */
export async function tick(
  context: EngineContext,
  runId: string,
  person: Actor = 'person:operator',
): Promise<void> {
  await retryStale(async () => {
    const snapshot = await context.store.snapshot(runId);
    if (snapshot === null) return;
    const { changes } = plan(
      snapshot,
      {
        clock: context.clock,
        ids: context.ids,
        actor: snapshot.run.cancel_requested_at === null ? 'system' : person,
      },
      toolLimits(context),
    );
    // Another process may plan at the same time from another snapshot: the run's version keeps the two from filling
    // one free place with two tasks, or from starting two that must not run together.
    if (changes.jobs.some(({ name }) => name === 'execute')) changes.change('runs', snapshot.run, {});
    skipForgotten(snapshot, changes);
    if (!changes.isEmpty) await context.store.commit(changes);
  });
}

/** A run that ends leaves no acceptance gate open: nobody would come back for it. */
function skipForgotten({ run, acceptance }: RunSnapshot, changes: ChangeSet): void {
  if (changes.latest('runs', run).ended_at === null) return;
  for (const gate of acceptance) {
    if (gate.state === 'pending' || gate.state === 'running')
      new TestGates(changes).skip(gate, 'the run has ended');
  }
}

function toolLimits({ tools }: EngineContext): ToolLimits {
  const limited = Object.entries(tools).filter(([, { max_parallel: limit }]) => limit !== undefined);
  return new Map(limited.map(([id, { max_parallel: limit = 1 }]) => [id, limit]));
}

interface Pending {
  /** The tick under way. */
  readonly running: Promise<void>;
  /** The one that begins when it ends, for all who asked meanwhile. */
  next: Promise<void> | null;
}

/**
 * Ticks of one process: two of the same run would only overtake each other, and everything that was written before
 * a tick begins is in its snapshot. So whoever asks while one is under way waits for the one after it, together.
 */
export class Ticker {
  readonly #context: EngineContext;
  readonly #pending = new Map<string, Pending>();

  constructor(context: EngineContext) {
    this.#context = context;
  }

  /** Resolves once a tick has ended that began after this call. */
  tick(runId: string): Promise<void> {
    const pending = this.#pending.get(runId);
    if (pending === undefined) return this.#begin(runId);
    pending.next ??= pending.running.catch(() => undefined).then(() => this.#begin(runId));
    return pending.next;
  }

  #begin(runId: string): Promise<void> {
    const running = tick(this.#context, runId);
    const pending: Pending = { running, next: null };
    this.#pending.set(runId, pending);
    const settle = (): void => {
      if (pending.next === null) this.#pending.delete(runId);
    };
    running.then(settle, settle);
    return running;
  }
}
