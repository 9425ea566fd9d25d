import { type ErrorCode, errorTable } from '@uet/core';
import { runStateName } from '@uet/schemas';
import { describe, expect, it } from 'vitest';
import { exitCodeOfError, exitCodeOfRun } from './exit-code.js';

describe('exitCodeOfError', () => {
  it('is 2 for what the caller has to mend, and 5 for what he cannot', () => {
    const codes = Object.keys(errorTable) as ErrorCode[];
    const special = ['budget_exceeded', 'unpriced', 'canceled', 'repository_locked'];
    for (const code of codes.filter((name) => !special.includes(name)))
      expect([code, exitCodeOfError(code)]).toEqual([code, errorTable[code].fault === 'caller' ? 2 : 5]);
  });

  it('is 4 for money, 130 for a person, and 2 for a lock that somebody left behind', () => {
    expect(exitCodeOfError('budget_exceeded')).toBe(4);
    expect(exitCodeOfError('unpriced')).toBe(4);
    expect(exitCodeOfError('canceled')).toBe(130);
    expect(exitCodeOfError('repository_locked')).toBe(2);
  });
});

describe('exitCodeOfRun', () => {
  const codeOf = (
    state: (typeof runStateName.options)[number],
    reason: string | null = null,
    ...patches: string[]
  ) =>
    exitCodeOfRun(
      { state, reason },
      patches.map((patch) => ({ state: patch })),
    );

  it('follows the state', () => {
    expect(runStateName.options.map((state) => `${state} ${codeOf(state)}`)).toEqual([
      'pending 5',
      'initializing 5',
      'running 5',
      'paused 2',
      'validating 5',
      'succeeded 0',
      'failed 1',
      'quarantined 3',
      'canceled 130',
    ]);
  });

  it('is 3 where a quarantined patch remains of a run that succeeded', () => {
    expect(codeOf('succeeded', null, 'committed', 'quarantined')).toBe(3);
    expect(codeOf('succeeded', null, 'committed', 'dropped')).toBe(0);
    expect(codeOf('failed', 'workstream w: task a', 'quarantined')).toBe(1);
  });

  it.each([
    'budget_exceeded',
    'workstream w: task a failed: the task budget of $1 is used up ($1 spent, $0 reserved)',
    'workstream w: task a failed: the cost of this call cannot be known, and the run budget of $5 halts',
  ])('is 4 for a run that failed because of %s', (reason) => {
    expect(codeOf('failed', reason)).toBe(4);
  });

  it('is 1 for a failure that only has the word in it', () => {
    expect(codeOf('failed', 'workstream budget-report: task a failed: exit code 1')).toBe(1);
  });
});
