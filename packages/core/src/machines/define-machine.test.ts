import { describe, expect, it } from 'vitest';
import { defineMachine, eventsFrom, finalStates, isFinal, patchMachine, taskMachine } from './index.js';

describe('defineMachine', () => {
  const door = {
    name: 'gate',
    table: 'doors',
    initial: 'open',
    states: { open: { means: 'o', tone: 'good' }, shut: { means: 's', tone: 'bad' } },
  } as const;

  it('gives back a table whose every state can be reached', () => {
    const machine = defineMachine<'open' | 'shut', 'shut'>({
      ...door,
      events: { shut: { from: ['open'], to: 'shut' } },
    });
    expect(machine.initial).toBe('open');
  });

  it('refuses a table with a state that no event reaches, and names it', () => {
    const events = { shut: { from: ['shut'], to: 'shut' } } as const;
    expect(() => defineMachine<'open' | 'shut', 'shut'>({ ...door, events })).toThrow(
      'machine gate: no event reaches shut',
    );
  });
});

describe('isFinal', () => {
  it('is true of a state that no event leaves', () => {
    expect(isFinal(taskMachine, 'completed')).toBe(true);
    expect(isFinal(taskMachine, 'retrying')).toBe(false);
    expect(isFinal(patchMachine, 'committed')).toBe(false);
  });
});

describe('finalStates', () => {
  it('lists them', () => {
    expect(finalStates(patchMachine)).toEqual(['rolled_back', 'dropped']);
  });
});

describe('eventsFrom', () => {
  it('lists the events that leave a state', () => {
    expect(eventsFrom(patchMachine, 'quarantined')).toEqual(['release', 'drop']);
    expect(eventsFrom(taskMachine, 'failed')).toEqual([]);
  });
});
