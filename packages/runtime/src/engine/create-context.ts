import type { Store } from '@uet/core';
import { monotonicFactory } from 'ulid';
import { loadCatalog, loadPrices } from '../tools/index.js';
import type { EngineContext } from './engine-context.js';
import { HeldWork } from './held-work.js';
import { RepositorySessions } from './repository-session.js';

/** What a context is made from. */
export interface ContextOptions {
  readonly store: Store;
  /** The folder of the tool's own state. */
  readonly home: string;
  /** Tool catalogues over the built-in one. */
  readonly catalogs?: readonly string[];
  /** Price tables over the built-in one. */
  readonly priceTables?: readonly string[];
  readonly environment?: NodeJS.ProcessEnv;
  /** The pool that takes over runs whose own process is gone; none where absent. */
  readonly defaultPool?: string | null;
  /** Ends what runs at once. */
  readonly kill?: AbortSignal;
  readonly log?: (message: string) => void;
}

/** A context with the real clock, ids and catalogues. Throws `bad_catalog` or `bad_document`. */
export async function createContext(options: ContextOptions): Promise<EngineContext> {
  const next = monotonicFactory();
  return {
    store: options.store,
    clock: { now: () => new Date() },
    ids: { next: () => next() },
    home: options.home,
    tools: (await loadCatalog(options.catalogs ?? [])).tools,
    prices: await loadPrices(options.priceTables ?? []),
    environment: options.environment ?? process.env,
    sessions: new RepositorySessions(options.home),
    held: new HeldWork(),
    defaultPool: options.defaultPool ?? null,
    chance: Math.random,
    kill: options.kill ?? new AbortController().signal,
    log: options.log ?? (() => undefined),
  };
}
