import { describe, expect, it } from 'vitest';
import { jobKey } from './queue.js';

describe('jobKey', () => {
  it('tells jobs apart by name and subject, and those for later from those for now', () => {
    const tick = { name: 'tick', pool: 'main', subject: 'run' } as const;
    expect(jobKey(tick)).toBe('tick:run');
    expect(jobKey({ ...tick, pool: 'other', priority: 3 })).toBe('tick:run');
    expect(jobKey({ ...tick, runAt: '2026-01-01T00:00:00.000Z' })).toBe('tick-later:run');
  });
});
