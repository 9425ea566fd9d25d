import { describe, expect, it } from 'vitest';
import { filtersOf, listInput, sameView, sinceInstant, statesOf, stateTabs, viewQuery } from './run-filters';

const nowMs = Date.parse('2026-03-10T12:00:00.000Z');

describe('filtersOf', () => {
  it('reads an address, and falls back where it makes no sense', () => {
    const filters = filtersOf(new URLSearchParams('state=failed&q=flaky&sort=cost_usd&order=asc'));
    expect(filters).toMatchObject({ state: 'failed', search: 'flaky', sort: 'cost_usd', order: 'asc' });
    expect(filtersOf(new URLSearchParams('sort=color&order=up'))).toMatchObject({
      sort: 'created_at',
      order: 'desc',
    });
  });
});

describe('statesOf', () => {
  it('knows the tabs and lists of states', () => {
    expect(statesOf('')).toEqual([]);
    expect(statesOf('active')).toEqual(['pending', 'initializing', 'running', 'paused', 'validating']);
    expect(statesOf('paused,running')).toEqual(['running', 'paused']);
  });

  it('has a tab for each way in which a run ends', () => {
    expect(stateTabs.map(({ key }) => key)).toEqual([
      '',
      'active',
      'succeeded',
      'failed',
      'quarantined',
      'canceled',
    ]);
  });
});

describe('sinceInstant', () => {
  it('counts back from now, takes instants, and ignores the rest', () => {
    expect(sinceInstant('24h', nowMs)).toBe('2026-03-09T12:00:00.000Z');
    expect(sinceInstant('7d', nowMs)).toBe('2026-03-03T12:00:00.000Z');
    expect(sinceInstant('2026-03-01', nowMs)).toBe('2026-03-01T00:00:00.000Z');
    expect(sinceInstant('', nowMs)).toBeNull();
    expect(sinceInstant('soon', nowMs)).toBeNull();
  });
});

describe('listInput', () => {
  it('asks for what the address says', () => {
    expect(listInput(filtersOf(new URLSearchParams('template=port&since=1h')), nowMs)).toMatchObject({
      states: [],
      template: 'port',
      repository: null,
      since: '2026-03-10T11:00:00.000Z',
    });
  });
});

describe('viewQuery', () => {
  it('keeps filters and order, and nothing else', () => {
    const query = viewQuery(new URLSearchParams('state=failed&q=&peek=1&sort=cost_usd'));
    expect(query).toEqual({ state: 'failed', sort: 'cost_usd' });
    expect(sameView(query, { sort: 'cost_usd', state: 'failed' })).toBe(true);
    expect(sameView(query, { state: 'failed' })).toBe(false);
    expect(sameView({}, { order: 'desc' })).toBe(true);
    expect(sameView({}, { unknown: 'x' })).toBe(false);
  });
});
