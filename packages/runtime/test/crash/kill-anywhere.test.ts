import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { type CrashBench, type CrashPoint, crashBench, type Undisturbed } from '../support/crash-run.js';

/** With UET_CRASH_ALL=1 the process is killed at every point of both runs, which takes hours. */
const all = process.env.UET_CRASH_ALL === '1';
/** Which points of each kind are tried otherwise; the same ones for the same seed. */
const seed = Number(process.env.UET_CRASH_SEED ?? 0);
type Samples = Readonly<Record<'commit' | 'process' | 'move' | 'time', number>>;
/** As many processes at once. */
const lanes = 2;
const timeout = all ? 6 * 3600_000 : 240_000;

const upTo = (count: number): number[] => Array.from({ length: count }, (_, index) => index + 1);

/** The n-th of so many, from 1, and how it is met there. */
type Place<When> = readonly [nth: number, when: When];

/** Places spread over the whole way, each met in another manner. */
function sample<When>(length: number, whens: readonly When[], count: number): Place<When>[] {
  if (all) return upTo(length).flatMap((nth) => whens.map((when): Place<When> => [nth, when]));
  return upTo(count).flatMap((part) => {
    const nth = 1 + ((Math.floor(((part - 0.5) * length) / count) + seed) % length);
    return whens
      .slice((part + seed) % whens.length)
      .slice(0, 1)
      .map((when): Place<When> => [nth, when]);
  });
}

describe.each<[string, string, Samples]>([
  ['is checked out', 'main', { commit: 3, process: 4, move: 2, time: 1 }],
  // Differs from the other in how the branch is moved only.
  ['is made by the run', 'uet/new', { commit: 1, process: 1, move: 2, time: 1 }],
])('a run whose target %s, killed with kill -9', (_, target, samples) => {
  let bench: CrashBench;
  let undisturbed: Undisturbed;
  beforeAll(async () => {
    bench = await crashBench(inject('templateUrl'), target);
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
    const places = sample(undisturbed.commits, ['before', 'during', 'after'] as const, samples.commit);
    await survives(places.map(([commit, when]) => ({ commit, when })));
  });

  it.each(['process', 'move'] as const)('comes to the same end from any git %s', { timeout }, async (git) => {
    const whens = ['before', 'during', 'both', 'after'] as const;
    const places = sample(undisturbed.gitCalls[git], whens, samples[git]);
    await survives(places.map(([call, when]) => ({ git, call, when })));
  });

  it('comes to the same end from any moment', { timeout }, async () => {
    const partMs = (undisturbed.durationMs * 0.7) / 200;
    const places = sample(200, ['then'], samples.time);
    await survives(places.map(([part]) => ({ afterMs: Math.floor(part * partMs) })));
  });
});
