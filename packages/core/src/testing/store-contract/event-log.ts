import type { ExecutionEvent } from '@uet/schemas';
import type { Store } from '../../ports/store.js';
import { aRun } from '../run-builders.js';
import { testId } from '../test-ids.js';
import { follow } from './follow.js';
import type { TestApi, WithStore } from './store-under-test.js';
import { aChangeSet } from './stored-run.js';

const writers = 8;
const commitsEach = 12;

/** Records so many notes on a run in one commit. */
async function note(store: Store, run: string, words: readonly string[]): Promise<void> {
  const changes = aChangeSet();
  for (const word of words) changes.note('run', aRun({ id: testId(run) }), word);
  await store.commit(changes);
}

const words = (events: readonly ExecutionEvent[]): string[] => events.map(({ trigger }) => trigger);

/** What `events` promises. */
export function eventLogContract({ describe, expect, it }: TestApi, withStore: WithStore): void {
  describe('events', () => {
    it(
      'come in the order in which they were written, with all that was given',
      withStore(async ({ store }) => {
        await note(store, 'run', ['one', 'two']);
        await note(store, 'other', ['three']);
        const events = await follow(expect, store, { wanted: 3 });
        expect(words(events)).toEqual(['one', 'two', 'three']);
        const changes = aChangeSet();
        changes.note('run', aRun({ reason: 'Zoë' }), 'one', { number: 1, nested: { a: [null] } }, 'warning');
        await store.commit(changes);
        const [last] = await follow(expect, store, { wanted: 1, after: events.at(-1)?.cursor ?? '' });
        expect({ ...last, cursor: '' }).toStrictEqual({ ...changes.events[0], cursor: '' });
      }),
    );

    it(
      'go on after a cursor, of one run where asked, so many at a time',
      withStore(async ({ store }) => {
        await note(store, 'run', ['one', 'two']);
        await note(store, 'other', ['three']);
        await note(store, 'run', ['four']);
        const [first] = await follow(expect, store, { wanted: 4 });
        const after = first?.cursor ?? '';
        expect(words(await store.events({ after }))).toEqual(['two', 'three', 'four']);
        expect(words(await store.events({ runId: testId('run') }))).toEqual(['one', 'two', 'four']);
        expect(words(await store.events({ runId: testId('run'), after, limit: 1 }))).toEqual(['two']);
        expect(words(await store.events({ limit: 3 }))).toEqual(['one', 'two', 'three']);
        expect(await store.events({ runId: testId('missing') })).toEqual([]);
      }),
    );

    it(
      'refuses a cursor that it never gave',
      withStore(async ({ store }) => {
        await expect(store.events({ after: 'yesterday' })).rejects.toMatchObject({ code: 'bad_argument' });
      }),
    );

    it(
      'are never passed over or doubled for who reads while others write',
      withStore(async ({ store }) => {
        const reading = follow(expect, store, { wanted: 2 * writers * commitsEach, limit: 7 });
        const names = Array.from({ length: writers }, (_, writer) => `w${writer}`);
        await Promise.all(
          names.map(async (name) => {
            for (let index = 0; index < commitsEach; index += 1) {
              await note(store, 'run', [`${name}-${index}`, `${name}-${index}-more`]);
            }
          }),
        );
        const seen = await reading;
        expect(new Set(words(seen)).size).toBe(2 * writers * commitsEach);
        expect(seen).toHaveLength(2 * writers * commitsEach);
        for (const name of names) {
          const own = words(seen).filter((word) => word.startsWith(`${name}-`));
          const written = Array.from({ length: commitsEach }, (_, index) => [
            `${name}-${index}`,
            `${name}-${index}-more`,
          ]).flat();
          expect(own).toEqual(written);
        }
        expect(await store.events({})).toEqual(seen);
      }),
    );
  });
}
