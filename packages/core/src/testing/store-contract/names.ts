import { aSavedView, aStoredTemplate, aToken } from '../people-builders.js';
import { testId, testStart } from '../test-ids.js';
import type { TestApi, WithStore } from './store-under-test.js';
import { aChangeSet, inserting, type NamedRow } from './stored-run.js';

const other = { id: testId('other') };

/** What is promised of rows that people name: no two share a name, they can go, and their use makes no edit stale. */
export function nameContract({ describe, expect, it }: TestApi, withStore: WithStore): void {
  describe('a row that people name', () => {
    it(
      'is refused with already_exists where another one has its name',
      withStore(async ({ store }) => {
        const rows: readonly NamedRow[] = [
          ['templates', aStoredTemplate()],
          ['saved_views', aSavedView()],
          ['api_tokens', aToken()],
        ];
        await store.commit(inserting(...rows));
        for (const [table, row] of rows) {
          const again = inserting([table, { ...row, ...other }] as NamedRow);
          await expect(store.commit(again), table).rejects.toMatchObject({ code: 'already_exists' });
          expect(await store.list(table, {})).toEqual([row]);
        }
        await store.commit(inserting(['saved_views', aSavedView({ ...other, name: 'Other' })]));
      }),
    );

    it(
      'goes while it is as it was read; otherwise the removal is stale',
      withStore(async ({ store }) => {
        await store.commit(inserting(['saved_views', aSavedView({ version: 1 })]));
        const stale = aChangeSet();
        stale.remove('saved_views', aSavedView());
        await expect(store.commit(stale)).rejects.toMatchObject({ code: 'stale' });
        expect(await store.list('saved_views', {})).toHaveLength(1);
        const changes = aChangeSet();
        changes.remove('saved_views', aSavedView({ version: 1 }));
        await store.commit(changes);
        expect(await store.list('saved_views', {})).toEqual([]);
      }),
    );

    it(
      'keeps its version where it is only touched',
      withStore(async ({ store }) => {
        await store.commit(inserting(['templates', aStoredTemplate({ version: 4 })]));
        const changes = aChangeSet();
        changes.touch('templates', aStoredTemplate({ version: 4 }), { last_run_at: testStart });
        await store.commit(changes);
        expect(await store.list('templates', {})).toEqual([
          aStoredTemplate({ version: 4, last_run_at: testStart }),
        ]);
      }),
    );
  });
}
