import type { Store } from '../../ports/store.js';
import { testId, testStart } from '../test-ids.js';
import { aWorker } from '../work-builders.js';
import type { TestApi, WithStore } from './store-under-test.js';
import { inserting } from './stored-run.js';

const a = aWorker({ id: testId('a'), state: 'idle', pool: 'one' });
const b = aWorker({ id: testId('b'), state: 'paused', pool: 'two', reason: 'rests' });
const c = aWorker({ id: testId('c'), state: 'idle', pool: 'two', pid: 2 });
const d = aWorker({ id: testId('d'), state: 'stopped', pool: 'one', ended_at: testStart, reason: 'went' });

const storeWorkers = (store: Store): Promise<void> =>
  store.commit(inserting(['workers', c], ['workers', a], ['workers', d], ['workers', b]));

/** What `list` promises. */
export function listContract({ describe, expect, it }: TestApi, withStore: WithStore): void {
  describe('list', () => {
    it(
      'gives all rows by id without a filter',
      withStore(async ({ store }) => {
        expect(await store.list('workers', {})).toEqual([]);
        await storeWorkers(store);
        expect(await store.list('workers', {})).toEqual([a, b, c, d]);
      }),
    );

    it(
      'filters by a value, by one of several, by no value, and by all of them together',
      withStore(async ({ store }) => {
        await storeWorkers(store);
        expect(await store.list('workers', { pool: 'two' })).toEqual([b, c]);
        expect(await store.list('workers', { pid: 2 })).toEqual([c]);
        expect(await store.list('workers', { state: ['idle', 'stopped'] })).toEqual([a, c, d]);
        expect(await store.list('workers', { state: [] })).toEqual([]);
        expect(await store.list('workers', { reason: null })).toEqual([a, c]);
        expect(await store.list('workers', { reason: [null, 'went'] })).toEqual([a, c, d]);
        expect(await store.list('workers', { ended_at: testStart })).toEqual([d]);
        expect(await store.list('workers', { state: 'idle', pool: ['two'], reason: null })).toEqual([c]);
        expect(await store.list('workers', { pool: "one' or true --" })).toEqual([]);
      }),
    );

    it(
      'gives pages in both directions',
      withStore(async ({ store }) => {
        await storeWorkers(store);
        expect(await store.list('workers', {}, { limit: 2 })).toEqual([a, b]);
        expect(await store.list('workers', {}, { limit: 2, after: b.id })).toEqual([c, d]);
        expect(await store.list('workers', {}, { after: d.id })).toEqual([]);
        expect(await store.list('workers', {}, { order: 'desc' })).toEqual([d, c, b, a]);
        expect(await store.list('workers', {}, { order: 'desc', after: c.id, limit: 1 })).toEqual([b]);
        expect(await store.list('workers', { pool: 'two' }, { order: 'asc', after: b.id })).toEqual([c]);
        expect(await store.list('workers', {}, { limit: 0 })).toEqual([]);
      }),
    );
  });
}
