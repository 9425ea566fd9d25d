import { EventEmitter } from 'node:events';
import { describe, expect, it, vi } from 'vitest';
import { listenForStop } from './stop-signals.js';

describe('listenForStop', () => {
  it('asks at the first signal, kills at the second, and leaves the third to the process', async () => {
    const signals = new EventEmitter();
    const onSecond = vi.fn();
    const stop = listenForStop(signals, onSecond);
    expect(stop.isAsked).toBe(false);
    signals.emit('SIGINT');
    await stop.asked;
    expect([stop.isAsked, stop.kill.aborted, onSecond.mock.calls.length]).toEqual([true, false, 0]);
    signals.emit('SIGTERM');
    expect([stop.kill.aborted, onSecond.mock.calls.length]).toEqual([true, 1]);
    expect(signals.eventNames()).toEqual([]);
  });

  it('takes a terminal that goes away for a gentle word, however often it says so', async () => {
    const signals = new EventEmitter();
    const stop = listenForStop(signals, () => undefined);
    for (let times = 0; times < 3; times += 1) signals.emit('SIGHUP');
    await stop.asked;
    expect(stop.kill.aborted).toBe(false);
    signals.emit('SIGINT');
    expect(stop.kill.aborted).toBe(false);
    stop.dispose();
    expect(signals.eventNames()).toEqual([]);
  });
});
