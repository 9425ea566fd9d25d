import { describe, expect, it } from 'vitest';
import { runActions } from './run-actions';

describe('runActions', () => {
  it('offers what the machine allows, and a retry of what did not end well', () => {
    expect(runActions('running')).toEqual(['pause', 'cancel']);
    expect(runActions('paused')).toEqual(['resume', 'cancel']);
    expect(runActions('pending')).toEqual(['cancel']);
    expect(runActions('failed')).toEqual(['retry']);
    expect(runActions('succeeded')).toEqual([]);
  });
});
