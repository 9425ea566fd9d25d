import { describe, expect, it } from 'vitest';
import { patchMachine, runMachine, taskMachine } from '../machines/index.js';
import { aLedgerEntry, aRun, aTask, inState, testId, testStart } from '../testing/index.js';
import { isPerson, move } from './index.js';

const refusal = (code: string, ...words: string[]) =>
  expect.objectContaining({
    code,
    message: expect.stringMatching(new RegExp(words.join('.*'))),
    where: expect.any(String),
  });

describe('move', () => {
  it('answers the row as it is afterwards, and leaves the given one as it was', () => {
    const task = aTask({ version: 4, reason: 'retried' });
    const change = { queued_at: testStart };
    expect(move(taskMachine, task, { event: 'enqueue', actor: 'system', change })).toEqual({
      ...task,
      state: 'queued',
      version: 5,
      reason: null,
      queued_at: testStart,
    });
    expect(task).toEqual(aTask({ version: 4, reason: 'retried' }));
  });

  it('keeps the reason of this move only', () => {
    const blocked = move(taskMachine, aTask(), { event: 'block', actor: 'system', reason: 'no gate' });
    expect(blocked.reason).toBe('no gate');
    expect(move(taskMachine, blocked, { event: 'unblock', actor: 'system' }).reason).toBeNull();
  });

  it('refuses with illegal_move an event that the state does not have, naming machine, id, state and event', () => {
    const done = inState(taskMachine, aTask(), 'completed');
    expect(() => move(taskMachine, done, { event: 'start', actor: 'system' })).toThrow(
      refusal('illegal_move', 'task', testId('task'), 'completed', 'start'),
    );
  });

  it('refuses an event that the machine does not know', () => {
    expect(() => move(taskMachine, aTask(), { event: 'explode' as 'start', actor: 'system' })).toThrow(
      refusal('illegal_move', 'explode'),
    );
  });

  it('refuses with forbidden what is for a person, and what is for the program', () => {
    const set = inState(patchMachine, aLedgerEntry(), 'quarantined');
    expect(() => move(patchMachine, set, { event: 'release', actor: 'worker:1' })).toThrow(
      refusal('forbidden', 'patch', 'release', 'for a person', 'worker:1'),
    );
    expect(move(patchMachine, set, { event: 'release', actor: 'person:anna' }).state).toBe('created');
    const events = {
      ...runMachine.events,
      initialize: { ...runMachine.events.initialize, by: 'system' },
    } as const;
    const request = { event: 'initialize', actor: 'person:anna' } as const;
    expect(() => move({ ...runMachine, events }, aRun({ state: 'pending' }), request)).toThrow(
      refusal('forbidden', 'for a system'),
    );
  });

  it('refuses with incomplete a state that requires a column that is empty or not there', () => {
    const task = aTask();
    expect(() => move(taskMachine, task, { event: 'block', actor: 'system' })).toThrow(
      refusal('incomplete', 'blocked requires reason'),
    );
    const { queued_at: _, ...without } = task;
    expect(() => move(taskMachine, without as typeof task, { event: 'enqueue', actor: 'system' })).toThrow(
      refusal('incomplete', 'queued requires queued_at'),
    );
  });
});

describe('isPerson', () => {
  it('tells people from the program and its workers', () => {
    expect([isPerson('person:anna'), isPerson('system'), isPerson('worker:1')]).toEqual([true, false, false]);
  });
});
