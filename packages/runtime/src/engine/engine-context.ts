import { type Actor, ChangeSet, type Clock, type Ids, retryStale, type Store } from '@uet/core';
import type { PriceTable, ToolCatalog } from '@uet/schemas';
import type { HeldWork } from './held-work.js';
import type { RepositorySessions } from './repository-session.js';

/** What every loop of a worker process works with. */
export interface EngineContext {
  readonly store: Store;
  readonly clock: Clock;
  readonly ids: Ids;
  /** The folder of the tool's own state: logs, worktrees, database. */
  readonly home: string;
  readonly tools: ToolCatalog['tools'];
  readonly prices: PriceTable;
  /** The environment that allow-listed variables are taken from. */
  readonly environment: NodeJS.ProcessEnv;
  readonly sessions: RepositorySessions;
  /** What this process carries out at the moment. */
  readonly held: HeldWork;
  /** The pool that takes over a run whose own process is gone, once a person asks something of it; null: none does. */
  readonly defaultPool: string | null;
  /** A number in [0, 1): the jitter of back-offs. */
  readonly chance: () => number;
  /** Ends what runs at once: tools and gates are killed, their attempts are canceled. */
  readonly kill: AbortSignal;
  /** One line for the operator's log. */
  readonly log: (message: string) => void;
}

/** A new change set of this process. */
export const changesOf = (context: EngineContext, actor: Actor = 'system'): ChangeSet =>
  new ChangeSet({ clock: context.clock, ids: context.ids, actor });

/**
 * Reads, decides and writes as one step: where somebody else wrote in between, all of it is done again.
 *
 * `decide` must have no effect beside the change set that it fills. The first time it may decide on rows that it
 * has at hand: where one of them is out of date, nothing is written, and it is called again to read them anew.
 */
export async function transact<T>(
  context: EngineContext,
  actor: Actor,
  decide: (changes: ChangeSet, isFirst: boolean) => Promise<T>,
): Promise<T> {
  let isFirst = true;
  return retryStale(async () => {
    const changes = changesOf(context, actor);
    const result = await decide(changes, isFirst);
    isFirst = false;
    await context.store.commit(changes);
    return result;
  });
}
