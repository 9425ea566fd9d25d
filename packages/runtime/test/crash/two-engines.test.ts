import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { RunState } from '@uet/schemas';
import { describe, expect, it } from 'vitest';
import { landLane, type Session, startLanding } from '../../src/index.js';
import { manyTasks, taskNames } from '../support/many-tasks.js';
import { openPlace } from '../support/open-place.js';
import { readFacts } from '../support/run-facts.js';
import { type RunPlace, textOf, type Working } from '../support/run-place.js';
import { samplePlaces } from '../support/sample-places.js';
import { startTemplate } from '../support/start-template.js';

const { inSession } = samplePlaces();

function start(
  place: RunPlace,
  session: Session,
  tasks: readonly string[],
  pool?: string,
): Promise<RunState> {
  const text = manyTasks(place, tasks);
  return startTemplate(session.context, {
    text,
    repository: place.repository,
    target: 'main',
    pool,
    slots: 3,
  });
}

const work = (place: RunPlace, { id }: RunState): Working =>
  place.work({ template: '', runId: id, target: 'main', slots: 3 });

const callsIn = async (place: RunPlace): Promise<string[]> =>
  ((await textOf(join(place.folder, 'calls'))) ?? '').trim().split('\n').sort();

/** Until each process holds an attempt, and has made a worktree for it. */
async function untilBothWork(place: RunPlace, { store }: Session, pids: readonly number[]): Promise<void> {
  const hasTree = async (pid: number): Promise<boolean> => {
    // Folders come and go while they are listed.
    const names = await readdir(join(place.home, 'workspaces'), { recursive: true }).catch(() => []);
    return names.some((name) => name.includes(`-${pid}-`) && /trees\/[0-9a-f]+$/.test(name));
  };
  for (;;) {
    const busy = await store.list('workers', { state: 'busy' });
    const isWorking = await Promise.all(
      pids.map(async (pid) => busy.some((worker) => worker.pid === pid) && (await hasTree(pid))),
    );
    if (!isWorking.includes(false)) return;
    await wait(10);
  }
}

describe('two processes of one pool', { timeout: 120_000 }, () => {
  it('share the work, and do nothing twice', () =>
    inSession(async (place, session) => {
      const run = await start(place, session, taskNames(), 'shared');
      const both = [work(place, run), work(place, run)];
      const ended = await Promise.all(both.map((each) => each.ended));
      expect(ended.map(({ result }) => result?.state)).toEqual(['succeeded', 'succeeded']);
      expect(await callsIn(place)).toEqual(taskNames().map((name) => `${name} 1`));
      expect(await readFacts(place)).toMatchObject({ faults: [], outcome: { landed: taskNames() } });
    }));

  it('go on as one where the other is killed', () =>
    inSession(async (place, session) => {
      const run = await start(place, session, taskNames(), 'shared');
      const [one, other] = [work(place, run), work(place, run)];
      await untilBothWork(place, session, [one.pid, other.pid]);
      process.kill(one.pid, 'SIGKILL');
      const { result } = await other.ended;
      expect(result?.state).toBe('succeeded');
      const lost = await session.store.list('attempts', { failure_kind: 'worker_lost' });
      expect(lost.length).toBeGreaterThan(0);
      const calls = await callsIn(place);
      expect(new Set(calls).size).toBe(calls.length);
      expect(new Set(calls.map((call) => call.slice(0, 2)))).toEqual(new Set(taskNames()));
      expect(await readFacts(place)).toMatchObject({ faults: [], outcome: { landed: taskNames() } });
    }));
});

describe('two runs that land on one branch', { timeout: 120_000 }, () => {
  it('land everything once, each in a process of its own', () =>
    inSession(async (place, session) => {
      const runs = [await start(place, session, taskNames('a')), await start(place, session, taskNames('b'))];
      const ended = await Promise.all(runs.map((run) => work(place, run).ended));
      expect(ended.map(({ result }) => result?.state)).toEqual(['succeeded', 'succeeded']);
      const titles = await place.git('log', '--format=%s', `${runs[0]?.base_commit}..main`);
      expect(titles.split('\n').sort()).toEqual([...taskNames('a'), ...taskNames('b')]);
      expect(await place.git('status', '--porcelain')).toBe('');
    }));
});

describe('two processes that land in one lane, the one having been taken for dead', {
  timeout: 120_000,
}, () => {
  it('land nothing twice, and leave nothing half done', () =>
    inSession(async (place, session) => {
      const other = await openPlace(place);
      const run = await startLanding(session.context, {
        repository: place.repository,
        targetBranch: 'main',
        patches: taskNames().map((name) => ({
          title: name,
          diff: Buffer.from(newFile(name)),
          message: null,
          author: null,
          origin: 'file',
        })),
        gates: { unit: { type: 'custom', run: ['sleep', '0.2'], report: { format: 'exit_code' } } },
        policy: {},
        config: { template_sha256: '0'.repeat(64) },
      });
      await Promise.all([session, other].map(({ context }) => landLane(context, run.lane)));
      const { store } = session;
      const entries = await store.list('patch_ledger', {});
      expect(entries.filter(({ state }) => state !== 'committed' && state !== 'dropped')).toEqual([]);
      expect(await store.list('test_gates', { state: ['pending', 'running'] })).toEqual([]);
      const titles = await place.git('log', '--format=%s', `${run.base_commit}..main`);
      expect(titles.split('\n').sort()).toEqual(taskNames());
      const landed = await store.find('runs', run.id);
      expect(landed?.head_commit).toBe(await place.git('rev-parse', 'main'));
      await other.close();
    }));
});

const newFile = (name: string): string => `diff --git a/${name}.txt b/${name}.txt
new file mode 100644
--- /dev/null
+++ b/${name}.txt
@@ -0,0 +1 @@
+${name}
`;
