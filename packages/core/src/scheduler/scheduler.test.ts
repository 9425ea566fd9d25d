import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { aTask } from '../testing/index.js';
import { byUrgency, type ConcurrencyLimits, type Schedulable, Scheduler } from './index.js';

const unlimited: ConcurrencyLimits = { run: 100, workstreams: new Map(), tools: new Map() };
const task = (id: string, change: Partial<Schedulable> = {}): Schedulable =>
  aTask({ id, key: id, workstream_id: 'w', ...change });
const reasonOf = (active: readonly Schedulable[], next: Schedulable, limits = unlimited): string | null =>
  new Scheduler(limits, active).waitOf(next)?.reason ?? null;

describe('byUrgency', () => {
  it('puts the most urgent first, and then keeps the order of the template', () => {
    const tasks = [
      task('e', { priority: 'low', ordinal: 0 }),
      task('d', { priority: 'normal', ordinal: 3 }),
      task('c', { priority: 'normal', ordinal: 2 }),
      task('b', { priority: 'high', ordinal: 9 }),
      task('a', { priority: 'critical', ordinal: 10 }),
    ];
    expect(tasks.sort(byUrgency).map(({ id }) => id)).toEqual(['a', 'b', 'c', 'd', 'e']);
  });
});

describe('Scheduler limits', () => {
  it('counts queued and running tasks against the limit of the run, not those that land', () => {
    const limits = { ...unlimited, run: 2 };
    const active = [
      task('a', { state: 'queued' }),
      task('b', { state: 'validating' }),
      task('c', { state: 'validating' }),
    ];
    const scheduler = new Scheduler(limits, active);
    expect(scheduler.hasRoom).toBe(true);
    expect(scheduler.admit(task('d'))).toBeNull();
    expect(scheduler.hasRoom).toBe(false);
    expect(scheduler.admit(task('e'))).toEqual({ reason: 'run_limit', detail: '2 tasks run at once' });
  });

  it('counts by workstream', () => {
    const limits = { ...unlimited, workstreams: new Map([['w', 1]]) };
    expect(reasonOf([task('a', { state: 'running' })], task('b'), limits)).toBe('workstream_limit');
    expect(reasonOf([task('a', { state: 'running' })], task('b', { workstream_id: 'v' }), limits)).toBeNull();
    expect(reasonOf([], task('b'), limits)).toBeNull();
  });

  it('counts by tool, as far as it is known', () => {
    const limits = { ...unlimited, tools: new Map([['claude', 1]]) };
    const active = [task('a', { state: 'running', tool_id: 'claude' }), task('b', { state: 'running' })];
    expect(reasonOf(active, task('c', { tool_id: 'claude' }), limits)).toBe('tool_limit');
    expect(reasonOf(active, task('c', { tool_id: 'aider' }), limits)).toBeNull();
    expect(reasonOf(active, task('c'), limits)).toBeNull();
    expect(reasonOf([], task('c', { tool_id: 'claude' }), limits)).toBeNull();
  });

  it('is not used up by asking', () => {
    const scheduler = new Scheduler({ ...unlimited, run: 1 });
    expect([scheduler.waitOf(task('a')), scheduler.waitOf(task('a')), scheduler.admit(task('a'))]).toEqual([
      null,
      null,
      null,
    ]);
    expect(scheduler.waitOf(task('b'))?.reason).toBe('run_limit');
  });
});

describe('Scheduler conflicts', () => {
  it('keeps a task that is not to run beside others alone', () => {
    const alone = task('a', { parallel: false });
    expect(reasonOf([alone], task('b'))).toBe('exclusive');
    expect(reasonOf([task('b')], alone)).toBe('exclusive');
    expect(reasonOf([], alone)).toBeNull();
  });

  it('keeps tasks of one conflict group apart, until their patches landed', () => {
    const first = task('a', { conflict_group: 'db', state: 'validating' });
    expect(new Scheduler(unlimited, [first]).waitOf(task('b', { conflict_group: 'db' }))).toEqual({
      reason: 'conflict_group',
      detail: 'a of group db is not done',
    });
    expect(reasonOf([first], task('b', { conflict_group: 'web' }))).toBeNull();
    expect(reasonOf([first], task('b'))).toBeNull();
    expect(reasonOf([task('a')], task('b'))).toBeNull();
  });

  it('keeps tasks apart that may write the same files, where both say what they write', () => {
    const docs = task('a', { scope: ['docs/**'] });
    expect(reasonOf([docs], task('b', { scope: ['src/**', 'docs/api.md'] }))).toBe('scope_overlap');
    expect(reasonOf([docs], task('b', { scope: ['src/**'] }))).toBeNull();
    expect(reasonOf([docs], task('b'))).toBeNull();
    expect(reasonOf([task('a')], task('b', { scope: ['docs/**'] }))).toBeNull();
  });

  it('looks at all that is active, also at what it has admitted itself', () => {
    const scheduler = new Scheduler(unlimited, [task('a'), task('b', { conflict_group: 'x' })]);
    expect(scheduler.admit(task('c', { scope: ['a/**'] }))).toBeNull();
    expect(scheduler.admit(task('d', { scope: ['a/b'] }))?.detail).toBe('c may write the same files');
    expect(scheduler.admit(task('e', { conflict_group: 'x' }))?.reason).toBe('conflict_group');
  });
});

describe('Scheduler', () => {
  it('never admits more than the limits, whatever is asked', () => {
    const anyTask = fc.record({
      workstream_id: fc.constantFrom('v', 'w'),
      tool_id: fc.constantFrom(null, 'claude', 'aider'),
      state: fc.constantFrom('queued' as const, 'running' as const, 'validating' as const),
    });
    fc.assert(
      fc.property(
        fc.array(anyTask, { maxLength: 30 }),
        fc.nat(8),
        fc.nat(4),
        fc.nat(4),
        (tasks, run, w, tool) => {
          const limits = { run, workstreams: new Map([['w', w]]), tools: new Map([['claude', tool]]) };
          const scheduler = new Scheduler(limits);
          const admitted = tasks.filter((each, index) => scheduler.admit(task(`t${index}`, each)) === null);
          expect(admitted.length).toBeLessThanOrEqual(run);
          expect(admitted.filter((each) => each.workstream_id === 'w').length).toBeLessThanOrEqual(w);
          expect(admitted.filter((each) => each.tool_id === 'claude').length).toBeLessThanOrEqual(tool);
        },
      ),
    );
  });
});
