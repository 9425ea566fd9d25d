import {
  approvalStateName,
  attemptStateName,
  breakerStateName,
  gateStateName,
  patchStateName,
  phaseStateName,
  runStateName,
  taskStateName,
  workerStateName,
  workstreamStateName,
} from '@uet/schemas';
import { describe, expect, it } from 'vitest';
import { type Actor, move, type StatefulRow } from '../moves/index.js';
import { inState } from '../testing/index.js';
import { finalStates, type Machine, machines } from './index.js';

/** Final states as domain.md marks them. */
const marked: Record<string, readonly string[]> = {
  run: ['succeeded', 'quarantined', 'canceled'],
  phase: ['done', 'abandoned'],
  workstream: ['completed', 'failed', 'skipped', 'canceled'],
  task: ['completed', 'failed', 'canceled'],
  attempt: ['succeeded', 'failed', 'canceled'],
  worker: ['stopped', 'crashed'],
  patch: ['rolled_back', 'dropped'],
  approval: ['approved', 'rejected', 'withdrawn'],
  gate: ['passed', 'failed', 'error', 'skipped'],
  breaker: [],
};

const stateNames: Record<string, readonly string[]> = {
  run: runStateName.options,
  phase: phaseStateName.options,
  workstream: workstreamStateName.options,
  task: taskStateName.options,
  attempt: attemptStateName.options,
  worker: workerStateName.options,
  patch: patchStateName.options,
  approval: approvalStateName.options,
  gate: gateStateName.options,
  breaker: breakerStateName.options,
};

interface AnyRow extends StatefulRow {
  readonly [column: string]: unknown;
}

const rowIn = (machine: Machine, state: string): AnyRow =>
  inState<string, AnyRow>(machine, { id: 'x', state, version: 7, reason: null }, state);

/** The columns that the target of an event requires, as a change. */
const changeTo = (machine: Machine, state: string): Partial<AnyRow> => {
  const { id: _, state: __, version: ___, ...columns } = rowIn(machine, state);
  return columns;
};

const actorFor = (by: 'person' | 'system' | undefined): Actor => (by === 'person' ? 'person:anna' : 'system');

const pairs = (machine: Machine) =>
  Object.keys(machine.states).flatMap((state) =>
    Object.entries(machine.events).map(([event, row]) => ({ state, event, row })),
  );

describe.each(machines)('the machine $name', (machine) => {
  it('has exactly the states of its schema', () => {
    expect(Object.keys(machine.states)).toEqual(stateNames[machine.name]);
  });

  it('has the final states that the domain marks', () => {
    expect(finalStates(machine)).toEqual(marked[machine.name]);
  });

  it('says what each state means', () => {
    for (const { means } of Object.values(machine.states)) expect(means).toMatch(/^[A-Za-z].*[^.]$/);
  });

  it.each(pairs(machine))('in $state: $event', ({ state, event, row }) => {
    const before = rowIn(machine, state);
    const request = { event, actor: actorFor(row.by), change: changeTo(machine, row.to) };
    if (!row.from.includes(state)) {
      expect(() => move(machine, before, request)).toThrow(
        expect.objectContaining({
          code: 'illegal_move',
          message: `${machine.name} x is ${state}: ${event} is not possible`,
        }),
      );
      return;
    }
    expect(move(machine, before, request)).toMatchObject({ id: 'x', state: row.to, version: 8 });
    if (row.by !== undefined) {
      const stranger = actorFor(row.by === 'person' ? 'system' : 'person');
      expect(() => move(machine, before, { ...request, actor: stranger })).toThrow(
        expect.objectContaining({ code: 'forbidden' }),
      );
    }
    for (const column of machine.states[row.to]?.requires ?? []) {
      const change = { ...request.change, [column]: null };
      expect(() => move(machine, before, { ...request, change })).toThrow(
        expect.objectContaining({ code: 'incomplete', message: expect.stringContaining(column) }),
      );
    }
  });
});
