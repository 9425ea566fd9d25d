import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createTailRing } from './tail-ring.js';

describe('createTailRing', () => {
  it('keeps the last bytes of whatever was pushed', () => {
    const chunks = fc.array(fc.uint8Array({ maxLength: 20 }), { maxLength: 20 });
    fc.assert(
      fc.property(chunks, fc.integer({ min: 1, max: 16 }), (pushed, capacity) => {
        const ring = createTailRing(capacity);
        for (const chunk of pushed) ring.push(Buffer.from(chunk));
        const all = Buffer.concat(pushed);
        expect(ring.pushed()).toBe(all.length);
        expect(ring.read().equals(all.subarray(Math.max(0, all.length - capacity)))).toBe(true);
      }),
    );
  });
});
