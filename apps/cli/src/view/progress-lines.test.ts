import { aGate, aPhase, aTask, MemoryStore, testId, testStart } from '@uet/core/testing';
import type { EntityType, ExecutionEvent, TestGate } from '@uet/schemas';
import { describe, expect, it } from 'vitest';
import { progressOf, reasonText } from './progress-lines.js';
import { storeSource } from './store-source.js';

const runId = testId('run');
const task = aTask({ key: 'format' });
const phase = aPhase({ key: 'tidy', acceptance: ['unit'] });

/** An event of the run as far as it matters: `task.retry`. */
function happened(type: string, change: Partial<ExecutionEvent> = {}): Omit<ExecutionEvent, 'cursor'> {
  const [entity = '', trigger = ''] = type.split('.');
  const ids: Record<string, string> = { task: task.id, phase: phase.id, patch: testId('patch'), run: runId };
  return {
    at: testStart,
    type,
    severity: 'info',
    entity_type: entity as EntityType,
    entity_id: ids[entity] ?? testId(entity),
    from_state: null,
    to_state: null,
    trigger,
    reason: null,
    actor: 'system',
    run_id: runId,
    workstream_id: null,
    task_id: entity === 'phase' || entity === 'gate' || entity === 'run' ? null : task.id,
    tool_id: null,
    worker_id: null,
    payload: {},
    ...change,
  };
}

async function storeWith(gates: readonly TestGate[] = []): Promise<MemoryStore> {
  const store = new MemoryStore();
  const rows = [
    { table: 'tasks', row: task },
    { table: 'phases', row: phase },
    ...gates.map((row) => ({ table: 'test_gates', row }) as const),
  ] as const;
  await store.commit({ inserts: rows, updates: [], events: [], jobs: [] });
  return store;
}

async function told(
  events: ReadonlyArray<Omit<ExecutionEvent, 'cursor'>>,
  gates: readonly TestGate[] = [],
): Promise<string[]> {
  const store = await storeWith(gates);
  const progress = await progressOf(storeSource(store, runId));
  await store.commit({ inserts: [], updates: [], events, jobs: [] });
  return (await progress()).map(({ tone, text, isStart }) => `${isStart ? 'starts' : tone}: ${text}`);
}

const ofPatch = { patch_id: testId('patch'), phase_id: null };

describe('progressOf', () => {
  it('tells a landing once, with the gates that were passed', async () => {
    const gates = [
      aGate({ ...ofPatch, id: testId('one'), state: 'passed', total: 40, passed: 40 }),
      aGate({ ...ofPatch, id: testId('two'), state: 'passed', name: 'lint', total: 1, passed: 1 }),
    ];
    const events = [happened('gate.pass'), happened('patch.commit'), happened('task.complete')];
    expect(await told(events, gates)).toEqual(['good: format landed (unit 40/40, lint)']);
  });

  it('tells that a task is done which changed nothing', async () => {
    expect(await told([happened('task.complete')])).toEqual(['good: format is done, without a change']);
  });

  it('tells the first broken case of a task that is sent back, instead of each thing that led there', async () => {
    const failing = ['adds > carries', 'adds'].map((name) => ({
      name,
      file: null,
      line: null,
      message: null,
    }));
    const gates = [aGate({ ...ofPatch, state: 'failed', failing })];
    const reason = 'gate unit failed: 2 of 40 cases failed, and 0 may';
    const events = ['gate.fail', 'patch.quarantine', 'task.retry'].map((type) => happened(type, { reason }));
    expect(await told(events, gates)).toEqual([
      'warning: format is tried again: gate unit failed on "adds > carries" and 1 more',
    ]);
  });

  it('tells the reason where no case was named', async () => {
    const reason = 'touches package.json,\n  outside of the scope';
    const events = [happened('patch.quarantine', { reason }), happened('task.fail', { reason })];
    expect(await told(events)).toEqual([
      'bad: format failed, and its patch is quarantined: touches package.json, outside of the scope',
    ]);
  });

  it('tells a quarantine that comes by itself', async () => {
    expect(await told([happened('patch.quarantine', { reason: 'by hand' })])).toEqual([
      'warning: the patch of format is quarantined: by hand',
    ]);
  });

  it('tells the acceptance of a phase', async () => {
    const gates = [aGate({ state: 'passed', total: 3, passed: 3 })];
    const passed = happened('gate.pass', { to_state: 'passed' });
    expect(await told([passed, happened('phase.finish')], gates)).toEqual([
      'good: phase tidy is accepted by unit 3/3',
      'good: phase tidy is done',
    ]);
    const failed = happened('gate.fail', { to_state: 'failed', reason: 'too slow' });
    expect(await told([failed], [aGate({ state: 'failed' })])).toEqual([
      'bad: phase tidy is not accepted: gate unit failed: too slow',
    ]);
  });

  it('tells many that are left out together by their number', async () => {
    const canceled = happened('task.cancel', { reason: 'run_canceled' });
    const few = Array.from({ length: 3 }, () => canceled);
    expect(await told(few)).toEqual(few.map(() => 'neutral: format is left out: the run was canceled'));
    const excluded = happened('task.cancel', { reason: 'condition_not_met' });
    expect(await told([...few, excluded, canceled])).toEqual([
      'neutral: format is left out: its condition does not hold',
      'neutral: 4 tasks are left out: the run was canceled',
    ]);
  });

  it('tells that the end result is checked, where there is something to check it by', async () => {
    expect(await told([happened('run.validate')])).toEqual([
      'starts: every phase is done: acceptance is checked on the end result',
    ]);
  });

  it('sets apart what only begins', async () => {
    const again = { payload: { number: 2 } };
    expect(
      await told([happened('phase.activate'), happened('attempt.start'), happened('attempt.start', again)]),
    ).toEqual([
      'starts: phase tidy begins',
      'starts: format starts',
      'starts: format starts again (attempt 2)',
    ]);
  });

  it('passes over what nobody has to see', async () => {
    expect(await told([happened('task.enqueue'), happened('patch.apply'), happened('gate.start')])).toEqual(
      [],
    );
  });

  it('tells what is spent of a budget, and when that is all', async () => {
    const payload = { level: 'run', spent_usd: '4.1', max_cost_usd: '5' };
    const triggers = ['warn', 'exhaust', 'unpriced'];
    expect(await told(triggers.map((trigger) => happened(`budget.${trigger}`, { payload })))).toEqual([
      expect.stringContaining('of the run budget of $5.00, $4.10 are spent'),
      expect.stringContaining('it is used up'),
      expect.stringContaining('the cost of a call is not known'),
    ]);
  });

  it('goes on where it was, over more than one page', async () => {
    const store = await storeWith();
    const progress = await progressOf(storeSource(store, runId));
    const events = Array.from({ length: 1100 }, () => happened('task.complete'));
    await store.commit({ inserts: [], updates: [], events, jobs: [] });
    expect(await progress()).toHaveLength(1100);
    expect(await progress()).toEqual([]);
    await store.commit({ inserts: [], updates: [], events: [happened('phase.finish')], jobs: [] });
    expect(await progress()).toHaveLength(1);
  });
});

describe('reasonText', () => {
  it.each([
    [null, ''],
    ['condition_not_met', 'its condition does not hold'],
    ['run_canceled', 'the run was canceled'],
    ['some_other_word', 'some other word'],
    ['exit code 1:\n boom', 'exit code 1: boom'],
  ])('puts %s into words', (reason, text) => expect(reasonText(reason)).toBe(text));
});
