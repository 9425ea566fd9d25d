import { describe, expect, it } from 'vitest';
import { bulkWords } from './bulk-words';

const done = (id: string) => ({ id, done: true, problem: null });
const failed = (id: string, problem: string) => ({ id, done: false, problem });

describe('bulkWords', () => {
  it('says how many it was done for', () => {
    expect(bulkWords('Canceled', [done('A')])).toEqual({ text: 'Canceled 1 run.', tone: 'good' });
  });

  it('says why not, the same reason once', () => {
    const results = [
      done('A'),
      failed('B', 'run B is succeeded: there is nothing left to cancel'),
      failed('C', 'run C is succeeded: there is nothing left to cancel'),
    ];
    expect(bulkWords('Canceled', results)).toEqual({
      text: 'Canceled 1 of 3 runs: the run is succeeded: there is nothing left to cancel (2 times).',
      tone: 'bad',
    });
    expect(bulkWords('Retried', [failed('B', 'no')]).text).toBe('Retried none of 1 run: no.');
  });
});
