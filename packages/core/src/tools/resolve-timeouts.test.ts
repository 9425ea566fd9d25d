import { describe, expect, it } from 'vitest';
import { resolveTimeouts } from './resolve-timeouts.js';

describe('resolveTimeouts', () => {
  it('asks the task, then the tool, then the template, then the defaults', () => {
    const template = { timeout_s: 10, idle_timeout_s: 9 };
    expect(resolveTimeouts({}, {})).toEqual({ wallMs: 1_800_000, idleMs: 120_000 });
    expect(resolveTimeouts({}, {}, template)).toEqual({ wallMs: 10_000, idleMs: 9_000 });
    expect(resolveTimeouts({}, { idle_timeout_s: 0 }, template)).toEqual({ wallMs: 10_000, idleMs: 0 });
    expect(resolveTimeouts({ timeout_s: 0.2 }, { timeout_s: 5 }, template)).toEqual({
      wallMs: 200,
      idleMs: 9_000,
    });
  });
});
