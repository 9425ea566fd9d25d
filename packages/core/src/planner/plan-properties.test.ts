import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkEnd, checkTick } from '../../test/planner/invariants.js';
import { runShape } from '../../test/planner/run-shape.js';
import { Simulation } from '../../test/planner/simulation.js';

describe('plan', () => {
  // A minute and more on a machine that does other things as well.
  it('brings every run to its end, whatever its plan and what happens to it', {
    timeout: 240_000,
  }, async () => {
    const ends = new Map<string, number>();
    await fc.assert(
      fc.asyncProperty(runShape, async (shape) => {
        const last = await new Simulation(shape, (tick) => checkTick(shape, tick)).run();
        checkEnd(last);
        ends.set(last.run.state, (ends.get(last.run.state) ?? 0) + 1);
      }),
      { numRuns: 200 },
    );
    // The runs are worth something only if they end in every way there is.
    expect([...ends.keys()].sort()).toEqual(['canceled', 'failed', 'quarantined', 'succeeded']);
  });
});
