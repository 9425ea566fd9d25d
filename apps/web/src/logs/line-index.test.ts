import { describe, expect, it } from 'vitest';
import { addMark, markBefore } from './line-index';

describe('addMark and markBefore', () => {
  it('keep a sparse index', () => {
    const marks = [0, 10, 200_000].reduce(
      (kept, offset) => addMark(kept, { offset, number: offset + 1 }),
      [] as ReturnType<typeof addMark>,
    );
    expect(marks.map(({ offset }) => offset)).toEqual([0, 200_000]);
    expect(markBefore(marks, 250_000, 100_000)?.offset).toBe(200_000);
    expect(markBefore(marks, 350_000, 100_000)).toBe(null);
  });
});
