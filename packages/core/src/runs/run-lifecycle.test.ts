import { describe, expect, it } from 'vitest';
import { ChangeSet } from '../moves/index.js';
import { aPhase, aRun, aWorkstream, CountingIds, FixedClock } from '../testing/index.js';
import { RunLifecycle } from './index.js';

const now = '2026-01-01T00:00:00.000Z';

function setUp() {
  const changes = new ChangeSet({ clock: new FixedClock(now), ids: new CountingIds(), actor: 'person:anna' });
  return { changes, runs: new RunLifecycle(changes) };
}

describe('RunLifecycle', () => {
  it('notes when a run started and ended', () => {
    const { runs } = setUp();
    const pending = aRun({ state: 'pending', started_at: null });
    const started = runs.start(runs.initialize(pending));
    expect(started).toMatchObject({ state: 'running', started_at: now });
    expect(runs.succeed(runs.validate(started))).toMatchObject({
      state: 'succeeded',
      ended_at: now,
      reason: null,
    });
    expect(setUp().runs.fail(aRun(), 'why')).toMatchObject({ state: 'failed', ended_at: now, reason: 'why' });
  });

  it('asks a run to stop once: its state stays, and the wish is recorded', () => {
    const { changes, runs } = setUp();
    const asked = runs.requestCancel(aRun());
    expect(asked).toMatchObject({ state: 'running', cancel_requested_at: now, version: 3 });
    expect(runs.requestCancel(asked)).toBe(asked);
    expect(runs.requestCancel(aRun())).toBe(asked);
    expect(changes.events).toMatchObject([
      { type: 'run.request_cancel', actor: 'person:anna', to_state: null },
    ]);
  });

  it('keeps what the person said who stopped it', () => {
    const { changes, runs } = setUp();
    expect(runs.requestCancel(aRun(), 'wrong branch').reason).toBe('stopped by a person: wrong branch');
    expect(changes.events[0]?.payload).toEqual({ reason: 'wrong branch' });
  });

  it('is paused by a person without a reason', () => {
    expect(setUp().runs.pause(aRun())).toMatchObject({ state: 'paused', reason: null });
  });

  it('notes when phases and workstreams started and ended', () => {
    const { runs } = setUp();
    expect(runs.finishPhase(runs.activatePhase(aPhase()))).toMatchObject({ started_at: now, ended_at: now });
    const started = runs.startWorkstream(runs.makeReady(aWorkstream()));
    expect(runs.completeWorkstream(runs.validateWorkstream(started))).toMatchObject({
      started_at: now,
      ended_at: now,
    });
  });
});
