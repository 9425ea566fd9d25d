import { describe, expect, it } from 'vitest';
import { UetError } from '../errors/index.js';
import { runMachine, taskMachine } from '../machines/index.js';
import type { Job } from '../ports/queue.js';
import {
  aBudget,
  aDependency,
  anAttempt,
  aRun,
  aStoredTemplate,
  aTask,
  aWorker,
  CountingIds,
  FixedClock,
} from '../testing/index.js';
import { ChangeSet, retryStale } from './index.js';

const context = { clock: new FixedClock(), ids: new CountingIds(), actor: 'person:anna' } as const;
const changeSet = (): ChangeSet => new ChangeSet(context);
const now = '2026-01-01T00:00:00.000Z';

describe('ChangeSet', () => {
  it('is empty at first, and not once anything is in it', () => {
    expect(changeSet().isEmpty).toBe(true);
    const filled = [changeSet(), changeSet(), changeSet()] as const;
    filled[0].insert('dependencies', aDependency());
    filled[1].note('run', aRun(), 'look');
    filled[2].enqueue({ name: 'tick', pool: 'main', subject: 'x' });
    expect(filled.map(({ isEmpty }) => isEmpty)).toEqual([false, false, false]);
  });

  it('gives time, actor and ids from its context', () => {
    const changes = changeSet();
    expect([changes.now, changes.actor]).toEqual([now, 'person:anna']);
    const [first, second] = [changes.newId(), changes.newId()];
    expect(first < second).toBe(true);
  });

  it('makes one update of several moves, against the version that was read, and one event of each', () => {
    const changes = changeSet();
    const task = aTask({ version: 7 });
    const blocked = changes.move(taskMachine, task, 'block', { reason: 'waits', payload: { for: 'a' } });
    changes.move(taskMachine, blocked, 'unblock');
    const queued = changes.move(taskMachine, task, 'enqueue', { change: { queued_at: now } });
    expect(queued).toMatchObject({ state: 'queued', version: 10 });
    expect(changes.updates).toEqual([
      { table: 'tasks', id: task.id, version: 7, change: { state: 'queued', version: 10, queued_at: now } },
    ]);
    expect(
      changes.events.map(({ trigger, from_state, to_state }) => [trigger, from_state, to_state]),
    ).toEqual([
      ['block', 'pending', 'blocked'],
      ['unblock', 'blocked', 'pending'],
      ['enqueue', 'pending', 'queued'],
    ]);
    expect(changes.events[0]).toMatchObject({ reason: 'waits', payload: { for: 'a' } });
    expect(changes.inserts).toEqual([]);
  });

  it('names only the columns that changed', () => {
    const changes = changeSet();
    const task = aTask({ title: 'Same' });
    changes.change('tasks', task, { title: 'Same', kind: 'docs' });
    expect(changes.updates).toEqual([
      { table: 'tasks', id: task.id, version: 0, change: { kind: 'docs', version: 1 } },
    ]);
    expect(changes.events).toEqual([]);
  });

  it('touches columns without a new version, and removes a row that is as it was read', () => {
    const changes = changeSet();
    const known = aStoredTemplate({ version: 3 });
    changes.touch('templates', known, { last_run_at: now });
    expect(changes.updates).toEqual([
      { table: 'templates', id: known.id, version: 3, change: { last_run_at: now } },
    ]);
    const removing = changeSet();
    removing.remove('templates', known);
    expect(removing.removals).toEqual([{ table: 'templates', id: known.id, version: 3 }]);
    expect(removing.isEmpty).toBe(false);
  });

  it('inserts a row as it is in the end, however often it was moved', () => {
    const changes = changeSet();
    const run = changes.create(runMachine, aRun({ state: 'pending', version: 0 }));
    changes.change('runs', changes.move(runMachine, run, 'initialize'), { pool: 'other' });
    expect(changes.inserts).toMatchObject([
      { table: 'runs', row: { state: 'initializing', version: 2, pool: 'other' } },
    ]);
    expect(changes.updates).toEqual([]);
    expect(changes.events.map(({ type }) => type)).toEqual(['run.create', 'run.initialize']);
  });

  it('goes on from its own latest row, whichever is handed in', () => {
    const changes = changeSet();
    const task = aTask();
    changes.change('tasks', task, { title: 'New' });
    expect(changes.latest('tasks', task)).toMatchObject({ title: 'New', version: 1 });
    expect(changes.latest('tasks', { ...task, id: 'other' })).toMatchObject({ version: 0 });
    expect(changes.change('tasks', task, { kind: 'docs' })).toMatchObject({ title: 'New', version: 2 });
  });

  it('records the making of a row by its own word', () => {
    const changes = changeSet();
    changes.create(runMachine, aRun(), { trigger: 'import', payload: { from: 'file' } });
    expect(changes.events).toMatchObject([
      { type: 'run.import', from_state: null, to_state: 'running', payload: { from: 'file' } },
    ]);
  });

  it('records an event that changes no state', () => {
    const changes = changeSet();
    changes.note('run', aRun(), 'request_cancel');
    changes.note('budget', aBudget(), 'warn', { spent_usd: '8' }, 'warning');
    expect(changes.events).toMatchObject([
      { type: 'run.request_cancel', from_state: null, to_state: null, severity: 'info', payload: {} },
      { type: 'budget.warn', severity: 'warning', payload: { spent_usd: '8' } },
    ]);
    expect(changes.updates).toEqual([]);
  });

  it('takes the same job once, and one for later beside one for now', () => {
    const changes = changeSet();
    const tick: Job = { name: 'tick', pool: 'main', subject: 'run' };
    const later: Job = { ...tick, runAt: now };
    const others: Job[] = [
      { ...tick, subject: 'other' },
      { ...tick, name: 'land' },
    ];
    for (const job of [tick, tick, later, later, ...others, tick]) changes.enqueue(job);
    expect(changes.jobs).toEqual([tick, later, ...others]);
  });
});

describe('the event of a move', () => {
  it('says where it belongs, from whatever columns the row has', () => {
    const changes = changeSet();
    changes.note(
      'attempt',
      anAttempt({ id: 'A', run_id: 'R', task_id: 'T', worker_id: 'W', tool_id: 'claude' }),
      'x',
    );
    changes.note('task', aTask({ id: 'T', run_id: 'R', workstream_id: 'S', lease_worker_id: 'W' }), 'x');
    changes.note('worker', aWorker({ id: 'W', current_task_id: 'T' }), 'x');
    changes.note('run', aRun({ id: 'R' }), 'x');
    changes.note('workstream', { id: 'S' }, 'x');
    changes.note('breaker', { id: 'claude' }, 'x');
    const places = changes.events.map((event) => [
      event.run_id,
      event.workstream_id,
      event.task_id,
      event.tool_id,
      event.worker_id,
    ]);
    expect(places).toEqual([
      ['R', null, 'T', 'claude', 'W'],
      ['R', 'S', 'T', null, 'W'],
      [null, null, 'T', null, 'W'],
      ['R', null, null, null, null],
      [null, 'S', null, null, null],
      [null, null, null, 'claude', null],
    ]);
  });

  it('matters as much as the state that it leads to', () => {
    const changes = changeSet();
    const running = aRun({ state: 'running' });
    changes.move(runMachine, running, 'quarantine', { reason: 'unsafe', change: { ended_at: now } });
    changes.move(runMachine, aRun({ id: 'other' }), 'fail', { reason: 'why', change: { ended_at: now } });
    changes.move(runMachine, aRun({ id: 'third' }), 'pause');
    expect(changes.events.map(({ severity }) => severity)).toEqual(['warning', 'error', 'info']);
    expect(changes.events[0]).toMatchObject({
      at: now,
      actor: 'person:anna',
      entity_type: 'run',
      entity_id: running.id,
      reason: 'unsafe',
    });
  });
});

describe('retryStale', () => {
  const stale = (): never => {
    throw new UetError('stale', 'somebody was quicker');
  };

  it('runs the work again while it is stale', async () => {
    let tries = 0;
    const work = async (): Promise<number> => {
      tries += 1;
      return tries < 3 ? stale() : tries;
    };
    expect(await retryStale(work)).toBe(3);
  });

  it('gives up after so many tries', async () => {
    let tries = 0;
    const work = async (): Promise<never> => {
      tries += 1;
      return stale();
    };
    await expect(retryStale(work, 4)).rejects.toMatchObject({ code: 'stale' });
    expect(tries).toBe(4);
  });

  it.each([new UetError('not_found', 'gone'), new Error('other')])('passes on %s at once', async (error) => {
    let tries = 0;
    const work = async (): Promise<never> => {
      tries += 1;
      throw error;
    };
    await expect(retryStale(work)).rejects.toBe(error);
    expect(tries).toBe(1);
  });
});
