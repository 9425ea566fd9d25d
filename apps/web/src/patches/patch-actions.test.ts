import { describe, expect, it } from 'vitest';
import { actionsOf } from './patch-actions';

describe('actionsOf', () => {
  it('offers what the machine allows in the state', () => {
    expect(actionsOf({ state: 'quarantined' }, null)).toEqual(['release', 'drop']);
    expect(actionsOf({ state: 'committed' }, null)).toEqual(['roll_back']);
    expect(actionsOf({ state: 'dropped' }, null)).toEqual([]);
  });

  it('does not offer to take back what has been taken back', () => {
    expect(actionsOf({ state: 'committed' }, '01K0000000000000000000000A')).toEqual([]);
  });
});
