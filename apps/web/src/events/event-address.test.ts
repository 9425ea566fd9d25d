import { describe, expect, it } from 'vitest';
import { eventAddress } from './event-address';

describe('eventAddress', () => {
  it('leads to what the event is about', () => {
    const at = (type: Parameters<typeof eventAddress>[0]['entity_type'], runId: string | null = 'R') =>
      eventAddress({ entity_type: type, entity_id: 'X', run_id: runId });
    expect(at('run')).toBe('/runs/X');
    expect(at('task')).toBe('/runs/R/tasks?task=X');
    expect(at('patch')).toBe('/runs/R/patches/X');
    expect(at('gate')).toBe('/runs/R/gates/X');
    expect(at('attempt')).toBe('/runs/R/logs?subject=X');
    expect(at('workstream')).toBe('/runs/R');
    expect(at('worker', null)).toBe('/workers');
    expect(at('budget', null)).toBe('/settings');
    expect(at('task', null)).toBeNull();
  });
});
