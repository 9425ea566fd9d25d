import { anAttempt, MemoryStore } from '@uet/core/testing';
import { describe, expect, it } from 'vitest';
import { HeldWork } from './held-work.js';

const kill = (): AbortController => new AbortController();

describe('HeldWork', () => {
  it('ends what was taken away, and nothing else', async () => {
    const store = new MemoryStore();
    await store.commit({
      inserts: [
        { table: 'attempts', row: anAttempt({ id: 'runs' }) },
        { table: 'attempts', row: anAttempt({ id: 'canceled', state: 'canceled' }) },
      ],
      updates: [],
      removals: [],
      events: [],
      jobs: [],
    });
    const held = new HeldWork();
    const [runs, canceled, released] = ['runs', 'canceled', 'released'].map((id) =>
      held.hold('attempts', id, kill().signal),
    );
    released?.release();
    await held.look(store);
    expect([runs, canceled, released].map((hold) => [hold?.signal.aborted, hold?.isLost])).toEqual([
      [false, false],
      [true, true],
      [false, false],
    ]);
  });

  it('ends everything with its process', () => {
    const process = kill();
    const held = new HeldWork();
    const before = held.hold('attempts', 'before', process.signal);
    process.abort();
    const after = held.hold('test_gates', 'after', process.signal);
    expect([before, after].map(({ signal, isLost }) => [signal.aborted, isLost])).toEqual([
      [true, false],
      [true, false],
    ]);
  });
});
