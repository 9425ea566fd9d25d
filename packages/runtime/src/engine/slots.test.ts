import { aWorker } from '@uet/core/testing';
import type { WorkerLifecycleRow } from '@uet/schemas';
import { describe, expect, it } from 'vitest';
import { Slots } from './slots.js';

const worker = (id: string): WorkerLifecycleRow => aWorker({ id });
const never = (): Promise<never> => Promise.reject(new Error('nothing is to be done'));

describe('Slots', () => {
  it('hands each worker to one turn at a time, and has others wait', async () => {
    const slots = new Slots([worker('A'), worker('B')], never);
    const running = new Set<string>();
    let most = 0;
    const turn = async (taken: WorkerLifecycleRow): Promise<WorkerLifecycleRow> => {
      expect(running).not.toContain(taken.id);
      running.add(taken.id);
      most = Math.max(most, running.size);
      await Promise.resolve();
      running.delete(taken.id);
      return taken;
    };
    await Promise.all([1, 2, 3, 4, 5].map(() => slots.with(turn)));
    expect(most).toBe(2);
  });

  it('hands on the row that the last turn left', async () => {
    const slots = new Slots([worker('A')], never);
    await slots.with(async (taken) => ({ ...taken, version: 7 }));
    await slots.with(async (taken) => {
      expect(taken.version).toBe(7);
      return taken;
    });
  });

  it('renews a worker whose turn failed, or did not tell its row, before the next one', async () => {
    const renewed: string[] = [];
    const slots = new Slots([worker('A')], async ({ id }) => {
      renewed.push(id);
      return worker(`${id}'`);
    });
    await expect(slots.with(() => Promise.reject(new Error('broken')))).rejects.toThrow('broken');
    expect(renewed).toEqual([]);
    await slots.with(async ({ id }) => {
      expect(id).toBe("A'");
      return null;
    });
    await slots.renew();
    expect(renewed).toEqual(['A', "A'"]);
    expect(slots.workerIds).toEqual(["A''"]);
    await slots.renew();
    expect(renewed).toHaveLength(2);
  });

  it('keeps a worker that cannot be renewed, and tries again', async () => {
    let fails = true;
    const slots = new Slots([worker('A')], async (row) => {
      if (fails) throw new Error('no database');
      return row;
    });
    await slots.with(async () => null);
    await expect(slots.renew()).rejects.toThrow('no database');
    await expect(slots.with(async (row) => row)).rejects.toThrow('no database');
    fails = false;
    await slots.with(async ({ id }) => {
      expect(id).toBe('A');
      return null;
    });
  });

  it('passes a turn on where its worker has become unfit, and renews that one', async () => {
    const slots = new Slots([worker('A')], async ({ id }) => worker(`${id}'`));
    const seen: string[] = [];
    const turn = async (taken: WorkerLifecycleRow) => {
      seen.push(taken.id);
      return taken.id === 'A' ? 'unfit' : taken;
    };
    expect(await slots.with(turn)).toBe(true);
    expect(seen).toEqual(['A', "A'"]);
  });

  it('leaves to others what no worker is free for once one of them is paused, until it is resumed', async () => {
    const rows = new Map([worker('A'), worker('B')].map((row) => [row.id, row]));
    const change = (id: string, changed: Partial<WorkerLifecycleRow>): void => {
      const row = rows.get(id) ?? worker(id);
      rows.set(id, { ...row, ...changed, version: row.version + 1 });
    };
    const slots = new Slots([...rows.values()], async ({ id }) => rows.get(id) ?? worker(id));
    const renew = () => slots.renew([...rows.values()]);
    change('A', { state: 'paused' });
    await renew();
    expect([slots.mayTake, slots.workerIds]).toEqual([true, ['A', 'B']]);
    let release: () => void = () => undefined;
    const busy = slots.with(async (taken) => {
      await new Promise<void>((resolve) => {
        release = resolve;
      });
      return taken;
    });
    await expect.poll(() => slots.mayTake).toBe(false);
    expect(await slots.with(never)).toBe(false);
    change('A', { state: 'idle' });
    await renew();
    expect(slots.mayTake).toBe(true);
    expect(await slots.with(async (taken) => taken)).toBe(true);
    release();
    expect(await busy).toBe(true);
  });

  it('gives away what waits where the worker that it waits for is paused meanwhile', async () => {
    const slots = new Slots([worker('A')], never);
    const first = slots.with(async (taken) => ({ ...taken, state: 'paused' }));
    const second = slots.with(never);
    expect([await first, await second]).toEqual([true, false]);
  });

  it('has ended once all of its workers have', async () => {
    const slots = new Slots([worker('A'), worker('B')], async (row) => ({ ...row, state: 'stopped' }));
    let ended = false;
    void slots.ended.then(() => {
      ended = true;
    });
    await slots.renew([aWorker({ id: 'A', version: 1 })]);
    expect([ended, slots.workerIds, slots.mayTake]).toEqual([false, ['B'], true]);
    await slots.with(async () => null);
    expect(await slots.with(never)).toBe(false);
    await slots.ended;
    expect(slots.workerIds).toEqual([]);
  });
});
