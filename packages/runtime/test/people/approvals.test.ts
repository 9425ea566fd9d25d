import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { awaitsApproval, plan, type TableName, type Tables, type Where } from '@uet/core';
import type { RunState } from '@uet/schemas';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  approvePatch,
  cancelRun,
  commentOnPatch,
  dropPatch,
  type Engine,
  rejectPatch,
  releasePatch,
  resolveComment,
  retryRun,
  type Session,
  startEngine,
} from '../../src/index.js';
import { templateOf } from '../support/driven-run.js';
import { openPlace } from '../support/open-place.js';
import type { RunPlace } from '../support/run-place.js';
import { samplePlaces } from '../support/sample-places.js';
import { startTemplate, untilRest } from '../support/start-template.js';

const anna = 'person:anna';
const pool = 'test';

const places = samplePlaces({ 'base.txt': 'one\ntwo\nthree\n' });
let place: RunPlace;
let session: Session;
let engine: Engine;

beforeEach(async () => {
  place = await places.make();
  session = await openPlace(place);
  const { context, database } = session;
  engine = await startEngine({ context, database: database.pool, pool, slots: 2 });
});
afterEach(async () => {
  await engine.stop();
  await session.close();
  await place.remove();
});

const start = (tasks: Parameters<typeof templateOf>[0], head?: string): Promise<RunState> =>
  startTemplate(session.context, {
    text: templateOf(tasks, head),
    repository: place.repository,
    target: 'main',
    pool,
    slots: 2,
  });

/** The only row that is so, once it is there. */
async function untilOne<T extends TableName>(table: T, where: Where<T>): Promise<Tables[T]> {
  for (;;) {
    const [row] = await session.store.list(table, where);
    if (row !== undefined) return row;
    await wait(10);
  }
}

const pending = () => untilOne('approvals', { state: 'pending' });
const isAtRest = async (runId: string): Promise<boolean> => {
  const snapshot = await session.store.snapshot(runId);
  const { clock, ids } = session.context;
  return snapshot !== null && awaitsApproval(snapshot, plan(snapshot, { clock, ids, actor: 'system' }));
};

/** What the attempt of this number was told in its feedback file. */
async function toldTo(run: RunState, number: number): Promise<string> {
  const attempt = await untilOne('attempts', { run_id: run.id, number });
  return readFile(join(place.home, 'logs', run.id, attempt.id, 'feedback.md'), 'utf8');
}

const needing = (run: string, ...more: string[]) => ['approval: true', ...more, `run: '${run}'`];

describe('approvePatch', { timeout: 60_000 }, () => {
  it('lets a patch land that waited for it; without it nothing of the run goes on', async () => {
    const run = await start({
      one: needing('echo ONE > base.txt'),
      two: ['depends_on: [one]', `run: 'echo two > two.txt'`],
    });
    const approval = await pending();
    await expect.poll(() => isAtRest(run.id), { timeout: 20_000 }).toBe(true);
    expect(await session.store.find('patch_ledger', approval.patch_id)).toMatchObject({ state: 'validated' });
    expect(await place.git('show', 'main:base.txt')).toBe('one\ntwo\nthree');
    await expect(approvePatch(session.context, approval.id, null, 'system')).rejects.toMatchObject({
      code: 'forbidden',
    });
    expect(await approvePatch(session.context, approval.id, 'fine', anna)).toMatchObject({
      state: 'approved',
      decided_by: anna,
      reason: 'fine',
    });
    expect(await untilRest(session.store, run.id)).toMatchObject({ state: 'succeeded' });
    expect(await place.git('show', 'main:base.txt')).toBe('ONE');
    await expect(rejectPatch(session.context, approval.id, 'no', anna)).rejects.toMatchObject({
      code: 'illegal_move',
    });
  });
});

describe('rejectPatch', { timeout: 60_000 }, () => {
  it('sets the patch aside, tells the next attempt why, and asks for its patch again', async () => {
    const run = await start({ one: needing('echo "$UET_ATTEMPT" > base.txt') });
    const first = await pending();
    await rejectPatch(session.context, first.id, 'the number must be 2', anna);
    expect(await session.store.find('patch_ledger', first.patch_id)).toMatchObject({
      state: 'quarantined',
      reason: 'not approved: the number must be 2',
      quarantined_by: anna,
    });
    const second = await pending();
    expect(await toldTo(run, 2)).toContain('did not approve it:\nthe number must be 2');
    await approvePatch(session.context, second.id, null, anna);
    expect(await untilRest(session.store, run.id)).toMatchObject({ state: 'succeeded' });
    expect(await place.git('show', 'main:base.txt')).toBe('2');
    expect(await session.store.find('patch_ledger', first.patch_id)).toMatchObject({ state: 'dropped' });
  });

  it('fails the task where no attempt is left; a release asks again', async () => {
    const run = await start({
      one: needing('echo ONE > base.txt', 'retries: 1', 'on_failure: continue'),
      two: needing('echo TWO > two.txt'),
    });
    await expect.poll(() => session.store.list('approvals', {}), { timeout: 20_000 }).toHaveLength(2);
    const [one] = await session.store.list('tasks', { key: 'one' });
    const refused = await untilOne('approvals', { task_id: one?.id ?? '' });
    await rejectPatch(session.context, refused.id, 'no', anna);
    await untilOne('tasks', { key: 'one', state: 'failed' });
    await releasePatch(session.context, refused.patch_id, 'after all', anna);
    const again = await untilOne('approvals', { task_id: one?.id ?? '', state: 'pending' });
    expect(again).toMatchObject({ patch_id: refused.patch_id });
    for (const { id } of await session.store.list('approvals', { state: 'pending' }))
      await approvePatch(session.context, id, null, anna);
    await untilOne('patch_ledger', { id: refused.patch_id, state: 'committed' });
    expect(await untilRest(session.store, run.id)).toMatchObject({ state: 'succeeded' });
  });
});

describe('releasePatch', { timeout: 60_000 }, () => {
  it('asks nobody for a patch that was approved before', async () => {
    const gate = `gates: { g: { type: custom, run: 'false', report: { format: exit_code } } }`;
    await start({ one: needing('echo ONE > base.txt', 'retries: 1', 'gates: [g]') }, gate);
    const approval = await pending();
    await approvePatch(session.context, approval.id, null, anna);
    await untilOne('patch_ledger', { id: approval.patch_id, state: 'quarantined' });
    await releasePatch(session.context, approval.patch_id, 'once more', anna);
    expect(await session.store.list('approvals', {})).toHaveLength(1);
  });
});

describe('an approval', { timeout: 60_000 }, () => {
  it('is withdrawn with its patch', async () => {
    const run = await start({ one: needing('echo ONE > base.txt') });
    const approval = await pending();
    await dropPatch(session.context, approval.patch_id, 'not wanted', anna);
    expect(await untilRest(session.store, run.id)).toMatchObject({ state: 'succeeded' });
    expect(await session.store.find('approvals', approval.id)).toMatchObject({
      state: 'withdrawn',
      reason: 'the patch was dropped: not wanted',
    });
  });

  it('is withdrawn with its run: a canceled one waits for nobody', async () => {
    const run = await start({ one: needing('echo ONE > base.txt') });
    const approval = await pending();
    await cancelRun(session.context, run.id, anna);
    expect(await untilRest(session.store, run.id)).toMatchObject({ state: 'canceled' });
    expect(await session.store.find('approvals', approval.id)).toMatchObject({ state: 'withdrawn' });
    expect(await session.store.find('patch_ledger', approval.patch_id)).toMatchObject({ state: 'dropped' });
  });
});

describe('commentOnPatch', { timeout: 60_000 }, () => {
  const lines = { path: 'base.txt', side: 'new', line: 2 } as const;

  it('is told to the next attempt, with the lines that it is about; what is settled is not', async () => {
    const run = await start({ one: needing('printf "one\\nTWO %s\\nthree\\n" "$UET_ATTEMPT" > base.txt') });
    const { patch_id: patchId, id } = await pending();
    const { context, store } = session;
    const comment = await commentOnPatch(context, { patchId, ...lines, body: 'Not so loud.' }, anna);
    const settled = await commentOnPatch(context, { patchId, ...lines, body: 'Never mind.' }, anna);
    await resolveComment(context, settled.id, 'person:ben');
    await rejectPatch(context, id, 'see there', anna);
    const second = await pending();
    const told = await toldTo(run, 2);
    expect(told).toContain('base.txt:2, anna:\n> Not so loud.\n\n```diff\n one\n-two\n+TWO 1\n three\n```');
    expect(told).not.toContain('Never mind');
    const [, attempt] = await store.list('attempts', { run_id: run.id });
    expect(await store.find('patch_comments', comment.id)).toMatchObject({ told_attempt_id: attempt?.id });
    expect(await store.find('patch_comments', settled.id)).toMatchObject({
      told_attempt_id: null,
      resolved_by: 'person:ben',
    });
    const said = await store.events({ runId: run.id });
    expect(
      said.filter(({ type }) => type.endsWith('comment')).map(({ type, actor }) => [type, actor]),
    ).toEqual([
      ['patch.comment', anna],
      ['patch.comment', anna],
      ['patch.resolve_comment', 'person:ben'],
    ]);
    await approvePatch(context, second.id, null, anna);
    expect(await untilRest(store, run.id)).toMatchObject({ state: 'succeeded' });
  });

  it('is told to the same task of a run that retries this one', async () => {
    const run = await start({ one: needing('echo "$UET_ATTEMPT" >> base.txt') });
    const { patch_id: patchId } = await pending();
    const body = 'Say it in words.';
    await commentOnPatch(session.context, { patchId, path: null, side: null, line: null, body }, anna);
    await cancelRun(session.context, run.id, anna);
    await untilRest(session.store, run.id);
    const retried = await retryRun(session.context, run.id, anna);
    await pending();
    expect(await toldTo(retried, 1)).toContain('the whole change, anna:\n> Say it in words.');
  });

  it('is refused for a place that the patch does not have', async () => {
    await start({ one: needing('echo ONE > base.txt') });
    const { patch_id: patchId } = await pending();
    const say = (change: object) =>
      commentOnPatch(session.context, { patchId, ...lines, body: 'x', ...change }, anna);
    for (const change of [{ path: 'other.txt' }, { side: null }, { path: null }, { body: ' ' }])
      await expect(say(change), JSON.stringify(change)).rejects.toMatchObject({ code: 'bad_argument' });
    await expect(resolveComment(session.context, patchId, anna)).rejects.toMatchObject({ code: 'not_found' });
  });
});
