import { access, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { PatchLedger, type Store } from '@uet/core';
import type { PatchLedgerEntry, RunState } from '@uet/schemas';
import { describe, expect, it } from 'vitest';
import { changesOf, landLane, releasePatch, retryRun, rollBackPatch, type Session } from '../../src/index.js';
import { templateOf } from '../support/driven-run.js';
import { type OperatedPlace, operatedPlaces, untilFound } from '../support/operated-run.js';
import { untilRest } from '../support/start-template.js';

const inPlace = operatedPlaces();

/** What two says rests on what one says: a gate that knows, once the file `strict` is there. */
const text = templateOf(
  {
    one: [`run: 'printf "one\\\\0" > one.bin; mv base.txt moved.txt'`],
    two: ['depends_on: [one]', `run: 'echo two > two.txt'`],
  },
  'gates: { whole: { type: custom, run: [sh, -c, "test ! -e two.txt || test -e one.bin"], report: { format: exit_code } } }',
).replace('gates:', 'policy: { allow_binary: true }\ngates:');

async function landed({ session, start, serve }: OperatedPlace) {
  const engine = await serve();
  const { store } = session;
  const run = await start(text);
  expect((await untilRest(store, run.id)).state).toBe('succeeded');
  const [one, two] = await store.list('patch_ledger', { run_id: run.id, state: 'committed' });
  if (one === undefined || two === undefined) throw new Error('two patches should have landed');
  return { store, run, one, two, engine };
}

const untilState = (store: Store, id: string, state: PatchLedgerEntry['state']): Promise<PatchLedgerEntry> =>
  untilFound(store, 'patch_ledger', { id, state });

const stateOf = async (store: Store, { id }: RunState): Promise<string | undefined> =>
  (await store.find('runs', id))?.state;

describe('rollBackPatch', { timeout: 60_000 }, () => {
  it('lands the reverse of a commit through the gates, and moves the patch with it; the run stays as it ended', () =>
    inPlace(async (operated) => {
      const { session, place } = operated;
      const { store, run, one, two } = await landed(operated);
      const before = await place.git('rev-parse', 'main~1^{tree}');
      const asked = await rollBackPatch(session.context, two.id, 'breaks login', 'person:ada');
      const revert = await untilState(store, asked.patchId ?? '', 'committed');
      expect(await store.find('patch_ledger', two.id)).toMatchObject({
        state: 'rolled_back',
        reason: 'breaks login',
      });
      expect(await place.git('rev-parse', 'main^{tree}')).toBe(before);
      await expect(access(join(place.repository, 'two.txt'))).rejects.toMatchObject({ code: 'ENOENT' });
      const message = await place.git('log', '-1', '--format=%B', 'main');
      expect(message).toMatch(
        new RegExp(`^Revert "two"\n\nbreaks login\n\nThis reverts commit ${two.commit_id}.\n`),
      );
      const gates = await store.list('test_gates', { patch_id: revert.id });
      expect(gates).toMatchObject([{ name: 'whole', state: 'passed' }]);
      expect(await stateOf(store, run)).toBe('succeeded');
      expect(await store.find('tasks', two.task_id)).toMatchObject({ state: 'completed', patch_id: two.id });
      const events = await store.events({ runId: run.id });
      expect(events.filter(({ type }) => type === 'patch.request_roll_back')).toMatchObject([
        { entity_id: two.id, actor: 'person:ada', payload: { reason: 'breaks login', patch_id: revert.id } },
      ]);
      const applied = events.filter(({ type }) => type === 'patch.apply').map(({ payload }) => payload);
      expect(applied).toEqual(Array(3).fill({ took_ms: expect.any(Number) }));
      await expect(rollBackPatch(session.context, two.id, 'again', 'person:ada')).rejects.toMatchObject({
        code: 'illegal_move',
      });
      await expect(rollBackPatch(session.context, revert.id, 'no', 'person:ada')).rejects.toMatchObject({
        code: 'illegal_move',
        message: expect.stringContaining('takes patch'),
      });
      // Now the other one can be taken back too: a binary file and a rename.
      await rollBackPatch(session.context, one.id, 'all of it', 'person:ada');
      await untilState(store, one.id, 'rolled_back');
      expect(await place.git('rev-parse', 'main^{tree}')).toBe(await place.git('rev-parse', 'main~4^{tree}'));
    }));

  it('sets a revert aside that fails its gate: the patch stays landed, and another rollback may be asked for', () =>
    inPlace(async (operated) => {
      const { context } = operated.session;
      const { store, run, one } = await landed(operated);
      const tip = await operated.place.git('rev-parse', 'main');
      const { patchId } = await rollBackPatch(context, one.id, 'not wanted', 'person:ada');
      const revert = await untilState(store, patchId ?? '', 'quarantined');
      expect(revert.reason).toMatch(/^gate whole failed/);
      expect(await store.find('patch_ledger', one.id)).toMatchObject({ state: 'committed' });
      expect(await operated.place.git('rev-parse', 'main')).toBe(tip);
      expect(await stateOf(store, run)).toBe('succeeded');
      expect((await releasePatch(context, revert.id, 'try again', 'person:ada')).state).toBe('queued');
      await expect(rollBackPatch(context, one.id, 'twice', 'person:ada')).rejects.toMatchObject({
        code: 'illegal_move',
        message: expect.stringContaining('is being taken back'),
      });
      await untilState(store, revert.id, 'quarantined');
      const again = await rollBackPatch(context, one.id, 'once more', 'person:ada');
      expect(await store.find('patch_ledger', revert.id)).toMatchObject({ state: 'dropped' });
      await untilState(store, again.patchId ?? '', 'quarantined');
    }));

  it('has a retry of the run do the work anew that was taken back', () =>
    inPlace(async ({ session, start, serve }) => {
      const { context, store } = session;
      await serve();
      const fails = { fails: ['depends_on: [one, kept]', 'retries: 1', `run: 'false'`] };
      const tasks = { one: [`run: 'echo one > one.txt'`], kept: [`run: 'echo kept > kept.txt'`], ...fails };
      const run = await start(templateOf(tasks));
      expect((await untilRest(store, run.id)).state).toBe('failed');
      const task = await untilFound(store, 'tasks', { run_id: run.id, key: 'one' });
      await rollBackPatch(context, task.patch_id ?? '', 'not so', 'person:ada');
      await untilState(store, task.patch_id ?? '', 'rolled_back');
      const { id } = await retryRun(context, run.id, 'person:ada');
      const carried = async (key: string) =>
        (await untilFound(store, 'tasks', { run_id: id, key })).carried_from !== null;
      expect([await carried('one'), await carried('kept')]).toEqual([false, true]);
    }));

  it('is recorded where its process was killed right after it had moved the branch', () =>
    inPlace(async (operated) => {
      const { session, place } = operated;
      const { store, two, engine } = await landed(operated);
      await engine.stop();
      const { patchId } = await rollBackPatch(session.context, two.id, 'breaks login', 'person:ada');
      const commit = await verifyOnly(session, place.repository, patchId ?? '');
      await place.git('merge', '--quiet', '--ff-only', commit);
      await landLane(session.context, two.lane);
      expect(await store.find('patch_ledger', patchId ?? '')).toMatchObject({
        state: 'committed',
        commit_id: commit,
      });
      expect(await store.find('patch_ledger', two.id)).toMatchObject({ state: 'rolled_back' });
    }));

  it('is set aside where the checkout of the target is in its way: the ended run cannot be paused', () =>
    inPlace(async (operated) => {
      const { session, place } = operated;
      const { store, two } = await landed(operated);
      const file = join(place.repository, 'two.txt');
      await writeFile(file, 'edited\n');
      const { patchId } = await rollBackPatch(session.context, two.id, 'breaks login', 'person:ada');
      const revert = await untilState(store, patchId ?? '', 'quarantined');
      expect(revert.reason).toContain('two.txt');
      await writeFile(file, 'two\n');
      await releasePatch(session.context, revert.id, 'cleaned up', 'person:ada');
      await untilState(store, two.id, 'rolled_back');
    }));
});

/** Brings a queued patch as far as its verdict; answers the commit that is to land. */
async function verifyOnly({ context, store }: Session, repository: string, id: string): Promise<string> {
  const entry = await untilState(store, id, 'queued');
  const artifact = await untilFound(store, 'patches', { id });
  const run = await untilFound(store, 'runs', { id: entry.run_id });
  const session = await context.sessions.open(repository);
  const base = await session.tipOf(run);
  const by = { name: 'Ada', email: 'ada@example.org', date: '1700000000 +0000' };
  const candidate = await session.buildCandidate({
    tip: base,
    patch: { diff: Buffer.from(artifact.diff, 'base64') },
    commit: { message: 'Revert', author: by, committer: by },
  });
  if (!candidate.ok) throw new Error(candidate.reason);
  const changes = changesOf(context);
  const ledger = new PatchLedger(changes);
  ledger.verify(ledger.apply(entry, { base, commit: candidate.commit, tree: candidate.tree }, 0));
  await store.commit(changes);
  return candidate.commit;
}
