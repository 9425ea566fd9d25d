/** Keeps the last bytes of a stream in a fixed amount of memory. */
export interface TailRing {
  readonly push: (chunk: Buffer) => void;
  /** The last bytes, oldest first. */
  readonly read: () => Buffer;
  /** How many bytes were pushed in total. */
  readonly pushed: () => number;
}

/** Makes a ring that takes no memory before the first byte. */
export function createTailRing(capacity: number): TailRing {
  let ring: Buffer | null = null;
  let total = 0;
  return {
    push: (chunk) => {
      ring ??= Buffer.alloc(capacity);
      const kept = chunk.subarray(Math.max(0, chunk.length - capacity));
      const at = (total + chunk.length - kept.length) % capacity;
      const copied = kept.copy(ring, at);
      kept.copy(ring, 0, copied);
      total += chunk.length;
    },
    read: () => {
      if (ring === null) return Buffer.alloc(0);
      if (total <= capacity) return ring.subarray(0, total);
      const seam = total % capacity;
      return Buffer.concat([ring.subarray(seam), ring.subarray(0, seam)]);
    },
    pushed: () => total,
  };
}
