import type { Job } from '../../ports/queue.js';
import type { Store } from '../../ports/store.js';

/** An empty store of its own for one test. */
export interface StoreUnderTest {
  readonly store: Store;
  /** The jobs that were added and not taken yet, oldest first; one that was added for now has no `runAt`. */
  jobs(): Promise<readonly Job[]>;
  close(): Promise<void>;
}

/** What the tests are written with. Passed in, so that builders and fakes can be had without a test runner. */
export type TestApi = Pick<typeof import('vitest'), 'describe' | 'expect' | 'it'>;

/** Wraps a test so that it gets an empty store, which is closed after it. */
export type WithStore = (test: (under: StoreUnderTest) => Promise<void>) => () => Promise<void>;
