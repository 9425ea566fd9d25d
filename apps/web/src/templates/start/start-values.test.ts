import { describe, expect, it } from 'vitest';
import {
  type Parameters,
  readStart,
  runAgainHref,
  startFaults,
  startRequestOf,
  writeStart,
} from './start-values';

const parameters: Parameters = {
  release: { type: 'enum', values: ['minor', 'major'], default: 'minor' },
  weight: { type: 'number', integer: true, min: 11 },
  key: { type: 'string', secret: true },
};
const asked = (query: string) => readStart(new URLSearchParams(query), parameters);

describe('readStart and writeStart', () => {
  it('come back to the same form', () => {
    const values = asked('p.release=major&p.weight=20&repository=/r&budget=halt&limit=2.50&concurrency=4');
    const query = Object.entries(writeStart(values, parameters)).filter(([, value]) => value !== null);
    expect(asked(String(new URLSearchParams(query as Array<[string, string]>)))).toEqual(values);
    expect(values.parameters).toEqual({ release: 'major', weight: '20' });
  });

  it('keep what is secret out of the address, in both directions', () => {
    expect(asked('p.key=hunter2').parameters).toEqual({});
    const typed = { ...asked(''), parameters: { key: 'hunter2' } };
    expect(JSON.stringify(writeStart(typed, parameters))).not.toContain('hunter2');
  });
});

describe('startFaults', () => {
  it('tells each field that is missing or wrong', () => {
    const faults = startFaults(
      asked('p.weight=3&concurrency=0&budget=warn&limit=x&warnAt=101&repository=r'),
      parameters,
    );
    expect(Object.keys(faults).toSorted()).toEqual([
      'concurrency',
      'limit',
      'p.key',
      'p.weight',
      'repository',
      'warnAt',
    ]);
  });

  it('does not look at a limit that is not used', () => {
    const typed = { ...asked('p.weight=12&repository=/r&limit=x'), parameters: { weight: '12', key: 'k' } };
    expect(startFaults(typed, parameters)).toEqual({});
  });
});

describe('startRequestOf', () => {
  it('leaves to the template what was left empty', () => {
    expect(startRequestOf('t', asked('p.weight=12&repository=%20/r'), parameters, 'k')).toEqual({
      template: 't',
      repository: '/r',
      target_branch: null,
      parameters: { weight: 12 },
      idempotency_key: 'k',
    });
  });

  it('tells no budget from the budget of the template', () => {
    expect(startRequestOf('t', asked('budget=none'), parameters, 'k').budget).toBeNull();
    expect(startRequestOf('t', asked('budget=halt&limit=2.5&warnAt=50'), parameters, 'k').budget).toEqual({
      max_cost_usd: '2.5',
      warning_threshold: 0.5,
      enforcement: 'halt',
    });
  });
});

describe('runAgainHref', () => {
  it('fills the form with what a run was started with, but for secrets and its own branch', () => {
    const href = runAgainHref('t', {
      parameters: { release: 'major', weight: 20, key: '***' },
      repository: '/r',
      target_branch: 'uet/01ABC',
      max_concurrency: 4,
      budget: { max_cost_usd: '2', warning_threshold: 0.8, enforcement: 'warn' },
    });
    const values = asked(href.split('?')[1] ?? '');
    expect(href.startsWith('/templates/t?')).toBe(true);
    expect(values).toEqual({
      parameters: { release: 'major', weight: '20' },
      repository: '/r',
      branch: '',
      concurrency: '4',
      budget: 'warn',
      limit: '2',
      warnAt: '80',
    });
  });
});
