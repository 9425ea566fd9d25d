import { describe, expect, it } from 'vitest';
import { blocksNear } from './blocks-near';

const at = (scrollPx: number) => blocksNear({ scrollPx, windowPx: 900, heightPx: 40 });

describe('blocksNear', () => {
  it('begins with the list, also where the window begins above it', () => {
    expect(at(-200)).toBe('0 3');
    expect(at(0)).toBe('0 3');
  });

  it('keeps a block above and below the window', () => {
    expect(at(6400)).toBe('9 13');
  });

  it('stays the same while one scrolls within a block', () => {
    expect(at(6401)).toBe(at(6700));
  });
});
