import { ChangeSet, PatchLedger } from '@uet/core';
import { aPatch, aRun, CountingIds, FixedClock, MemoryStore, testId } from '@uet/core/testing';
import { describe, expect, it } from 'vitest';
import { openCatalog } from './catalog.js';
import { countEvents } from './count-events.js';

const holds = { format_ok: true, scope_ok: true, constraints_ok: true, errors: [] };

describe('countEvents', () => {
  it('measures how long git took to apply patches, however long they waited in their lane', async () => {
    const [clock, store, catalog] = [new FixedClock(), new MemoryStore(), openCatalog()];
    const changes = new ChangeSet({ clock, ids: new CountingIds(), actor: 'system' });
    const ledger = new PatchLedger(changes);
    changes.insert('runs', aRun());
    const [lands, fails] = ['lands', 'fails'].map((name) =>
      ledger.queue(ledger.validate(ledger.record(aPatch({ id: testId(name) }), 'lane'), holds)),
    );
    if (lands === undefined || fails === undefined) throw new Error('two patches wait');
    clock.advance(3_600_000);
    ledger.refuse(fails, 'does not apply', 30);
    ledger.apply(lands, { base: 'a', commit: 'b', tree: 'c' }, 20);
    ledger.commit(ledger.verify(lands));
    await store.commit(changes);
    await countEvents(catalog, store, await store.events({}));
    const text = await catalog.registry.metrics();
    expect(text).toMatch(/^uet_patch_apply_seconds_sum 0\.05$/m);
    expect(text).toMatch(/^uet_patch_apply_seconds_count 2$/m);
    expect(text).toMatch(/^uet_landing_wait_seconds_sum 3600$/m);
  });
});
