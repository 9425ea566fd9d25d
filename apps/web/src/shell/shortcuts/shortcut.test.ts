import { describe, expect, it } from 'vitest';
import { keyOf, matchKeys, type Shortcut } from './shortcut';

const shortcut = (...keys: string[]): Shortcut => ({ keys, label: keys.join(' '), run: () => undefined });
const press = { ctrlKey: false, metaKey: false, altKey: false };

describe('keyOf', () => {
  it('names keys, and takes Ctrl and Cmd for one', () => {
    expect(keyOf({ ...press, key: 'J' })).toBe('j');
    expect(keyOf({ ...press, key: '?' })).toBe('?');
    expect(keyOf({ ...press, key: 'k', metaKey: true })).toBe('mod+k');
    expect(keyOf({ ...press, key: 'K', ctrlKey: true })).toBe('mod+k');
    expect(keyOf({ ...press, key: 'Escape' })).toBe('Escape');
  });

  it('leaves the browser and the writer what is theirs', () => {
    expect(keyOf({ ...press, key: 'Shift' })).toBeNull();
    expect(keyOf({ ...press, key: 'j', altKey: true })).toBeNull();
  });
});

describe('matchKeys', () => {
  const [runs, landing, down] = [shortcut('g', 'r'), shortcut('g', 'l'), shortcut('j')];
  const all = [runs, landing, down];

  it('waits for the second key, then hits', () => {
    expect(matchKeys(['g'], all)).toEqual({ hit: null, pending: ['g'] });
    expect(matchKeys(['g', 'l'], all).hit).toBe(landing);
  });

  it('begins anew with a key that does not go on', () => {
    expect(matchKeys(['g', 'j'], all).hit).toBe(down);
    expect(matchKeys(['g', 'z'], all)).toEqual({ hit: null, pending: [] });
    expect(matchKeys(['g', 'g'], all).pending).toEqual(['g']);
  });

  it('prefers what was added last', () => {
    const other = shortcut('j');
    expect(matchKeys(['j'], [...all, other]).hit).toBe(other);
  });
});
