import type { ExecutionEvent } from '@uet/schemas';
import type { EventQuery, Store } from '../../ports/store.js';
import type { TestApi } from './store-under-test.js';

/**
 * Reads pages from a cursor on until so many events have come. An event may come late (another transaction is
 * still being written), so that an empty page is no end.
 */
export async function follow(
  expect: TestApi['expect'],
  store: Store,
  { wanted, ...query }: EventQuery & { readonly wanted: number },
): Promise<ExecutionEvent[]> {
  const seen: ExecutionEvent[] = [];
  const readOn = async (): Promise<number> => {
    const after = seen.at(-1)?.cursor ?? query.after;
    seen.push(...(await store.events({ ...query, ...(after === undefined ? {} : { after }) })));
    return seen.length;
  };
  await expect.poll(readOn, { timeout: 20_000, interval: 5 }).toBeGreaterThanOrEqual(wanted);
  return seen;
}
