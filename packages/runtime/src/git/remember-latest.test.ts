import { describe, expect, it } from 'vitest';
import { rememberLatest } from './remember-latest.js';

describe('rememberLatest', () => {
  it('asks again only for what was not asked for lately', async () => {
    const asked: string[] = [];
    const remember = rememberLatest(2, async (key) => asked.push(key));
    for (const key of ['a', 'b', 'a', 'c', 'a', 'b']) await remember(key);
    expect(asked).toEqual(['a', 'b', 'c', 'b']);
  });

  it('forgets failures', async () => {
    let calls = 0;
    const remember = rememberLatest(2, async () => {
      calls += 1;
      if (calls === 1) throw new Error('once');
      return calls;
    });
    await expect(remember('a')).rejects.toThrow('once');
    expect(await remember('a')).toBe(2);
  });
});
