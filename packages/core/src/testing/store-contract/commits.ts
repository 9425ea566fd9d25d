import type { Task } from '@uet/schemas';
import { patchMachine, runMachine, taskMachine, workstreamMachine } from '../../machines/index.js';
import type { ChangeSet, Changes } from '../../moves/index.js';
import type { Job } from '../../ports/queue.js';
import { aLedgerEntry, aPatch } from '../landing-builders.js';
import { aRun } from '../run-builders.js';
import { testId } from '../test-ids.js';
import { anError } from '../work-builders.js';
import { follow } from './follow.js';
import type { StoreUnderTest, TestApi, WithStore } from './store-under-test.js';
import { aChangeSet, idsOf, inserting, storeRun } from './stored-run.js';

const tick: Job = { name: 'tick', pool: 'main', subject: testId('run') };

/** A change set that does a bit of everything to the task: an update, an insert, an event, a job. */
function bitOfEverything(task: Task): ChangeSet {
  const changes = aChangeSet();
  changes.move(taskMachine, task, 'block', { reason: 'waits' });
  changes.insert('runs', aRun({ id: testId('new') }));
  changes.enqueue(tick);
  return changes;
}

/** What `commit` promises. */
export function commitContract({ describe, expect, it }: TestApi, withStore: WithStore): void {
  async function expectNothingOfIt({ store, jobs }: StoreUnderTest): Promise<void> {
    expect(await store.find('runs', testId('new'))).toBeNull();
    expect(await store.events({})).toEqual([]);
    expect(await jobs()).toEqual([]);
  }

  describe('commit', () => {
    it(
      'writes rows, events and jobs of a change set together',
      withStore(async ({ store, jobs }) => {
        const { task } = await storeRun(store);
        await store.commit(bitOfEverything(task));
        expect(await store.find('tasks', task.id)).toEqual({
          ...task,
          state: 'blocked',
          version: 1,
          reason: 'waits',
        });
        expect(await store.find('runs', testId('new'))).toEqual(aRun({ id: testId('new') }));
        expect(await follow(expect, store, { wanted: 1 })).toMatchObject([
          { type: 'task.block', from_state: 'pending', to_state: 'blocked', entity_id: task.id },
        ]);
        expect(await jobs()).toEqual([tick]);
      }),
    );

    it(
      'writes the last state of a row that was made and moved at once',
      withStore(async ({ store }) => {
        const changes = aChangeSet();
        const made = changes.create(runMachine, aRun({ state: 'pending', version: 0, started_at: null }));
        changes.move(runMachine, made, 'initialize');
        await store.commit(changes);
        expect(await store.find('runs', made.id)).toMatchObject({ state: 'initializing', version: 1 });
        const triggers = (await follow(expect, store, { wanted: 2 })).map(({ trigger }) => trigger);
        expect(triggers).toEqual(['create', 'initialize']);
      }),
    );

    it(
      'changes only the columns that a change names, in each row its own',
      withStore(async ({ store }) => {
        const { task } = await storeRun(store);
        await store.commit(inserting(['tasks', { ...task, id: testId('other'), key: 'other' }]));
        const changes = aChangeSet();
        changes.change('tasks', task, { title: 'New', outputs: { a: 'b' } });
        changes.change(
          'tasks',
          { ...task, id: testId('other'), key: 'other' },
          { not_before: task.created_at },
        );
        await store.commit(changes);
        expect(await store.list('tasks', {})).toEqual(
          [
            { ...task, title: 'New', outputs: { a: 'b' }, version: 1 },
            { ...task, id: testId('other'), key: 'other', not_before: task.created_at, version: 1 },
          ].sort((a, b) => (a.id < b.id ? -1 : 1)),
        );
      }),
    );

    it(
      'adds jobs with their time and priority',
      withStore(async ({ store, jobs }) => {
        const later: Job = { ...tick, runAt: '2099-01-01T00:00:00.000Z' };
        const execute: Job = { name: 'execute', pool: 'main', subject: testId('task'), priority: 10 };
        const land: Job = { name: 'land', pool: 'other', subject: 'lane' };
        await store.commit({ ...inserting(), jobs: [later, execute, land] });
        expect(await jobs()).toEqual([later, execute, land]);
      }),
    );

    it(
      'takes an empty change set',
      withStore(async (under) => {
        await under.store.commit(aChangeSet());
        await expectNothingOfIt(under);
      }),
    );

    it(
      'refuses with stale, and writes nothing at all, where a row is in another version',
      withStore(async (under) => {
        const { task } = await storeRun(under.store);
        await under.store.commit(changing(task));
        const before = await under.store.find('tasks', task.id);
        await expect(under.store.commit(bitOfEverything(task))).rejects.toMatchObject({
          code: 'stale',
          retry: true,
        });
        expect(await under.store.find('tasks', task.id)).toEqual(before);
        await expectNothingOfIt(under);
      }),
    );

    it(
      'refuses with stale where one of many rows is not there',
      withStore(async (under) => {
        const { task, workstream } = await storeRun(under.store);
        const changes = bitOfEverything(task);
        changes.move(workstreamMachine, workstream, 'make_ready');
        changes.move(taskMachine, { ...task, id: testId('missing') }, 'block', { reason: 'waits' });
        await expect(under.store.commit(changes)).rejects.toMatchObject({ code: 'stale' });
        expect(await under.store.find('tasks', task.id)).toEqual(task);
        expect(await under.store.find('workstreams', workstream.id)).toEqual(workstream);
        await expectNothingOfIt(under);
      }),
    );

    it(
      'refuses with already_exists, and writes nothing at all, where an id is taken',
      withStore(async (under) => {
        const { task, run } = await storeRun(under.store);
        const changes = bitOfEverything(task);
        changes.insert('runs', { ...run, pool: 'other' });
        await expect(under.store.commit(changes)).rejects.toMatchObject({
          code: 'already_exists',
          retry: false,
        });
        expect(await under.store.find('tasks', task.id)).toEqual(task);
        expect(await under.store.find('runs', run.id)).toEqual(run);
        await expectNothingOfIt(under);
      }),
    );

    it(
      'lets exactly one of several win that change the same row at once',
      withStore(async ({ store }) => {
        const { task } = await storeRun(store);
        const commits = Array.from({ length: 8 }, (_, index) => {
          const changes = aChangeSet(`worker:${index}`);
          changes.move(taskMachine, task, 'block', { reason: `by ${index}` });
          return store.commit(changes);
        });
        const ended = await Promise.allSettled(commits);
        const failures = ended.flatMap((end) => (end.status === 'rejected' ? [end.reason] : []));
        expect(failures.map(({ code }) => code)).toEqual(Array(7).fill('stale'));
        const winner = ended.findIndex(({ status }) => status === 'fulfilled');
        expect(await store.find('tasks', task.id)).toMatchObject({ version: 1, reason: `by ${winner}` });
        expect(await follow(expect, store, { wanted: 1 })).toMatchObject([{ actor: `worker:${winner}` }]);
      }),
    );
  });

  describe('commit of an error', () => {
    it(
      'adds to the count of the same error of the same task, and keeps what was seen first',
      withStore(async ({ store }) => {
        await storeRun(store);
        const first = anError({ task_id: idsOf('run').task });
        const last_seen = '2026-01-01T00:00:09.000Z';
        await store.commit(inserting(['errors', first]));
        await store.commit(
          inserting(['errors', { ...first, id: testId('again'), message: 'new words', last_seen, count: 2 }]),
        );
        expect(await store.list('errors', {})).toEqual([{ ...first, last_seen, count: 3 }]);
      }),
    );

    it(
      'counts twice in one change set, and other errors apart',
      withStore(async ({ store }) => {
        await storeRun(store);
        const first = anError({ task_id: idsOf('run').task });
        await store.commit(
          inserting(
            ['errors', first],
            ['errors', { ...first, id: testId('error2') }],
            ['errors', { ...first, id: testId('error3'), signature: 'f'.repeat(64) }],
          ),
        );
        const counts = (await store.list('errors', {})).map(({ signature, count }) => [signature[0], count]);
        expect(counts.sort()).toEqual([
          ['e', 2],
          ['f', 1],
        ]);
      }),
    );
  });

  describe('commit of a patch', () => {
    it(
      'keeps the diff byte for byte beside the entry that moves',
      withStore(async ({ store }) => {
        await storeRun(store);
        const of = { run_id: idsOf('run').run, task_id: idsOf('run').task };
        const bytes = Array.from({ length: 512 }, (_, index) => index % 256);
        const diff = btoa(String.fromCharCode(...bytes));
        const changes = aChangeSet();
        changes.insert('patches', aPatch({ ...of, diff }));
        const entry = changes.create(patchMachine, aLedgerEntry(of));
        changes.move(patchMachine, entry, 'drop', {
          reason: 'not wanted',
          change: { ended_at: entry.created_at },
        });
        await store.commit(changes);
        expect(await store.find('patches', entry.id)).toEqual(aPatch({ ...of, diff }));
        expect(await store.find('patch_ledger', entry.id)).toMatchObject({ state: 'dropped', version: 1 });
      }),
    );
  });
}

/** A change that another process made meanwhile, without an event. */
function changing({ id }: { readonly id: string }): Changes {
  const update = { table: 'tasks', id, version: 0, change: { version: 1, title: 'Other' } } as const;
  return { ...inserting(), updates: [update] };
}
