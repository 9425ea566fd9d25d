import type { ExecutionEvent } from '@uet/schemas';
import { describe, expect, it } from 'vitest';
import { isFiltered, isWanted, readFilter, requestOf } from './event-filter';

const id = '01K0000000000000000000000A';
const now = Date.parse('2026-03-01T12:00:00.000Z');

const anEvent = (change: Partial<ExecutionEvent> = {}): ExecutionEvent => ({
  cursor: '1-1',
  at: '2026-03-01T12:00:00.000Z',
  type: 'patch.drop',
  severity: 'info',
  entity_type: 'patch',
  entity_id: id,
  from_state: 'queued',
  to_state: 'dropped',
  trigger: 'drop',
  reason: 'Not wanted',
  actor: 'person:ada',
  run_id: id,
  workstream_id: null,
  task_id: null,
  tool_id: null,
  worker_id: null,
  payload: {},
  ...change,
});

const filter = (query: string) => readFilter(new URLSearchParams(query));

describe('readFilter', () => {
  it('reads what it knows and leaves nonsense out', () => {
    expect(filter('about=patch,nonsense,run&severity=loud&people=1&since=yesterday&q=x')).toEqual({
      entityTypes: ['run', 'patch'],
      entityId: null,
      severities: [],
      people: true,
      since: null,
      until: null,
      search: 'x',
    });
    expect(isFiltered(filter(''))).toBe(false);
    expect(isFiltered(filter('since=1h'))).toBe(true);
  });
});

describe('requestOf', () => {
  it('counts a period back from now, and keeps an instant', () => {
    expect(requestOf(filter('since=1h'), null, now).since).toBe('2026-03-01T11:00:00.000Z');
    expect(requestOf(filter('since=2026-02-01T00:00Z'), id, now)).toMatchObject({
      since: '2026-02-01T00:00:00.000Z',
      run_id: id,
    });
  });
});

describe('isWanted', () => {
  it('answers as the server would', () => {
    const wanted = (query: string, event = anEvent(), runId: string | null = null): boolean =>
      isWanted(event, filter(query), runId);
    expect(wanted('')).toBe(true);
    expect(wanted('about=patch&severity=info&people=1&q=NOT+w')).toBe(true);
    expect(wanted('about=gate')).toBe(false);
    expect(wanted('severity=error')).toBe(false);
    expect(wanted('people=1', anEvent({ actor: 'system' }))).toBe(false);
    expect(wanted('q=nowhere')).toBe(false);
    expect(wanted('until=2026-01-01T00:00Z')).toBe(false);
    expect(wanted('since=1h')).toBe(true);
    expect(wanted('', anEvent(), '01K0000000000000000000000B')).toBe(false);
  });
});
