import { startTestServer, type TestServer } from '@uet/db/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type CrashBench, type CrashPoint, crashBench, type Undisturbed } from '../support/crash-run.js';

/** With UET_CRASH_ALL=1 the process is killed at every point of both runs, which takes hours. */
const all = process.env.UET_CRASH_ALL === '1';
/** How many points of each kind are tried otherwise; which ones, differs from run to run. */
const samples = { commit: 4, process: 4, move: 2, time: 2 } as const;
/** As many processes at once. */
const lanes = 2;
const timeout = all ? 6 * 3600_000 : 240_000;

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.stop());

const upTo = (count: number): number[] => Array.from({ length: count }, (_, index) => index + 1);

/** Every n-th, beginning anywhere. */
function sample<T>(points: readonly T[], count: number): readonly T[] {
  if (all) return points;
  const step = Math.max(1, Math.floor(points.length / count));
  const offset = Math.floor(Math.random() * step);
  return points.filter((_, index) => index % step === offset).slice(0, count);
}

describe.each([
  ['is checked out', 'main'],
  ['is made by the run', 'uet/new'],
])('a run whose target %s, killed with kill -9', (_, target) => {
  let bench: CrashBench;
  let undisturbed: Undisturbed;
  beforeAll(async () => {
    bench = await crashBench(server.templateUrl, target);
    undisturbed = await bench.undisturbed();
  });
  afterAll(() => bench.remove());

  /** Kills the run at each of the points, and expects it to come to the same end as the undisturbed one. */
  async function survives(points: readonly CrashPoint[]): Promise<void> {
    const left = [...points];
    const failures: unknown[] = [];
    let reached = 0;
    const work = async (): Promise<void> => {
      for (let point = left.shift(); point !== undefined; point = left.shift()) {
        const facts = await bench
          .survive(point)
          .catch((error: unknown) => ({ outcome: String(error), faults: [] }));
        if (facts === null) continue;
        reached += 1;
        const isSame = JSON.stringify(facts.outcome) === JSON.stringify(undisturbed.outcome);
        if (!isSame || facts.faults.length > 0) failures.push({ point, ...facts });
      }
    };
    await Promise.all(Array.from({ length: lanes }, work));
    expect(failures).toEqual([]);
    expect(reached).toBeGreaterThan(points.length / 3);
  }

  it('comes to the same end from any write to the database', { timeout }, async () => {
    const points = upTo(undisturbed.commits).flatMap((commit) =>
      (['before', 'during', 'after'] as const).map((when) => ({ commit, when })),
    );
    await survives(sample(points, samples.commit));
  });

  it.each(['process', 'move'] as const)('comes to the same end from any git %s', { timeout }, async (git) => {
    const points = upTo(undisturbed.gitCalls[git]).flatMap((call) =>
      (['before', 'during', 'both', 'after'] as const).map((when) => ({ git, call, when })),
    );
    await survives(sample(points, samples[git]));
  });

  it('comes to the same end from any moment', { timeout }, async () => {
    const latestMs = undisturbed.durationMs * 0.7;
    const points = upTo(all ? 200 : samples.time).map(() => ({
      afterMs: Math.floor(Math.random() * latestMs),
    }));
    await survives(points);
  });
});
