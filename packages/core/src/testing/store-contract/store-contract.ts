import type { Job } from '../../ports/queue.js';
import type { Store } from '../../ports/store.js';
import { commitContract } from './commits.js';
import { eventLogContract } from './event-log.js';
import { listContract } from './lists.js';
import { nameContract } from './names.js';
import { rowContract } from './rows.js';
import { snapshotContract } from './snapshots.js';

/** An empty store of its own for one test. */
export interface StoreUnderTest {
  readonly store: Store;
  /** The jobs that were added and not taken yet, oldest first; one that was added for now has no `runAt`. */
  jobs(): Promise<readonly Job[]>;
  close(): Promise<void>;
}

/** What the tests are written with. Passed in, so that builders and fakes can be had without a test runner. */
export type TestApi = Pick<typeof import('vitest'), 'describe' | 'expect' | 'it'>;

/**
 * Registers with vitest the tests that every {@link Store} has to pass. Each
 * makes a store of its own.
 */
export function storeContract(makeStore: () => Promise<StoreUnderTest>, vitest: TestApi): void {
  const withStore = (test: (under: StoreUnderTest) => Promise<void>) => async () => {
    const under = await makeStore();
    try {
      await test(under);
    } finally {
      await under.close();
    }
  };
  commitContract(vitest, withStore);
  rowContract(vitest, withStore);
  listContract(vitest, withStore);
  nameContract(vitest, withStore);
  snapshotContract(vitest, withStore);
  eventLogContract(vitest, withStore);
}

/** Wraps a test so that it gets an empty store, which is closed after it. */
export type WithStore = (test: (under: StoreUnderTest) => Promise<void>) => () => Promise<void>;
