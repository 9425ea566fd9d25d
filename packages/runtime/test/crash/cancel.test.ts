import { setTimeout as wait } from 'node:timers/promises';
import type { Store, TableName, Where } from '@uet/core';
import type { RunState } from '@uet/schemas';
import { describe, expect, it } from 'vitest';
import { abandonWork, cancelRun, type Session, startEngine, tick } from '../../src/index.js';
import { driveOn, driveTemplate, templateOf } from '../support/driven-run.js';
import { openPlace } from '../support/open-place.js';
import { leftProcesses, readFacts } from '../support/run-facts.js';
import { samplePlaces } from '../support/sample-places.js';
import { startTemplate } from '../support/start-template.js';

const { inPlace } = samplePlaces();

async function untilAny<T extends TableName>(store: Store, table: T, where: Where<T>): Promise<void> {
  while ((await store.list(table, where)).length === 0) await wait(10);
}

/** Works on a run until `meanwhile` has ended, then stops the engine: what runs is killed where `kill` is raised. */
async function workUntil(session: Session, run: RunState, meanwhile: () => Promise<void>): Promise<void> {
  const { context, database } = session;
  const engine = await startEngine({ context, database: database.pool, pool: run.pool, slots: 3 });
  await meanwhile().finally(() => engine.stop());
}

const slowGate = (seconds: number): string =>
  `gates: { slow: { type: custom, run: [sh, -c, "sleep ${seconds}"], report: { format: exit_code } } }`;

describe('cancelRun', { timeout: 60_000 }, () => {
  it('lets what runs finish and land, and starts nothing new', () =>
    inPlace(async (place) => {
      const tasks = {
        one: [`run: 'sleep 1; echo one > one.txt'`],
        two: ['depends_on: [one]', `run: 'echo two > two.txt'`],
      };
      const driven = await driveTemplate(place, templateOf(tasks, slowGate(0.3)), {
        meanwhile: async ({ context, store }, run) => {
          await untilAny(store, 'tasks', { state: 'running' });
          await cancelRun(context, run.id, 'person:test');
        },
      });
      expect(driven.run.state).toBe('canceled');
      expect(driven.tasks).toEqual({ one: 'completed', two: 'canceled' });
      expect(await readFacts(place)).toMatchObject({ faults: [], outcome: { landed: ['one'], status: '' } });
    }));
});

describe('abandonWork', { timeout: 60_000 }, () => {
  it('ends a run at once: its tool and its gate are killed, and the branch stays where it was', () =>
    inPlace(async (place) => {
      const kill = new AbortController();
      const session = await openPlace(place, { kill: kill.signal });
      const { context, store } = session;
      const tasks = {
        quick: [`run: 'echo quick > quick.txt'`],
        long: [`run: 'sleep 300 & sleep 300; echo long > long.txt'`],
        never: ['depends_on: [quick]', `run: 'echo never > never.txt'`],
      };
      const text = templateOf(tasks, slowGate(300));
      const run = await startTemplate(context, {
        text,
        repository: place.repository,
        target: 'main',
        slots: 3,
      });
      await workUntil(session, run, async () => {
        await untilAny(store, 'test_gates', { state: 'running' });
        await untilAny(store, 'attempts', { state: 'running' });
        await cancelRun(context, run.id, 'person:test');
        kill.abort();
      });
      await abandonWork(context, run.id, 'person:test');
      await tick(context, run.id);
      const states = async (
        table: 'attempts' | 'tasks' | 'test_gates' | 'patch_ledger' | 'runs',
      ): Promise<string[]> => (await store.list(table, {})).map(({ state }) => state).sort();
      expect(await states('runs')).toEqual(['canceled']);
      expect(await states('tasks')).toEqual(['canceled', 'canceled', 'canceled']);
      expect(await states('attempts')).toEqual(['canceled', 'succeeded']);
      expect(await states('patch_ledger')).toEqual(['dropped']);
      expect(await states('test_gates')).toEqual(['skipped']);
      expect(leftProcesses(run.id)).toEqual([]);
      await session.close();
      expect(await readFacts(place)).toMatchObject({ faults: [], outcome: { landed: [''], status: '' } });
    }));
});

describe('a worker that is ended at once', { timeout: 60_000 }, () => {
  it('gives its task back to the run, which goes on elsewhere', () =>
    inPlace(async (place) => {
      const kill = new AbortController();
      const session = await openPlace(place, { kill: kill.signal });
      const { context, store } = session;
      const text = templateOf(
        {
          one: ['retries: 1', `run: 'test "$UET_ATTEMPT" = 2 || sleep 300; echo one > one.txt'`],
        },
        slowGate(0),
      );
      const run = await startTemplate(context, {
        text,
        repository: place.repository,
        target: 'main',
        slots: 3,
      });
      await workUntil(session, run, async () => {
        await untilAny(store, 'attempts', { state: 'running' });
        kill.abort();
      });
      expect(await store.list('attempts', {})).toMatchObject([
        { state: 'failed', failure_kind: 'worker_lost' },
      ]);
      await session.close();
      expect((await driveOn(place, run)).tasks).toEqual({ one: 'completed' });
      expect(await readFacts(place)).toMatchObject({ faults: [], outcome: { landed: ['one'] } });
    }));
});

describe('a run that is canceled while it is accepted', { timeout: 60_000 }, () => {
  it('leaves no gate open', () =>
    inPlace(async (place) => {
      const accepting = templateOf(
        { one: [`run: 'echo one > one.txt'`] },
        'gates: { whole: { type: custom, when: acceptance, run: [sleep, "1"], report: { format: exit_code } } }',
      ).replace('  - id: only\n', '  - id: only\n    acceptance: [whole]\n');
      const driven = await driveTemplate(place, accepting, {
        meanwhile: async ({ context, store }, run) => {
          await untilAny(store, 'test_gates', { state: 'running' });
          await cancelRun(context, run.id, 'person:test');
        },
      });
      expect(driven.run.state).toBe('canceled');
      const skipped = driven.events.filter(({ type }) => type === 'gate.skip');
      expect(skipped).toMatchObject([{ reason: 'the run has ended' }]);
    }));
});
