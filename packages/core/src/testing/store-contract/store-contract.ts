import type { Store } from '../../ports/store.js';
import { commitContract } from './commits.js';
import { eventLogContract } from './event-log.js';
import { listContract } from './lists.js';
import { nameContract } from './names.js';
import { rowContract } from './rows.js';
import { snapshotContract } from './snapshots.js';
import type { StoreUnderTest, TestApi } from './store-under-test.js';

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
