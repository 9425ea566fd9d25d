import { createHash } from 'node:crypto';
import type { RunState } from '@uet/schemas';
import type { DemoRun } from './demo-run.js';
import { type AddedRun, addRun } from './run-rows.js';
import { type SeedRepository, seedPeople, seedRepositories } from './seed-names.js';
import type { SeedPlan } from './seed-plans.js';
import type { SeedRandom } from './seed-random.js';
import type { SeedRows } from './seed-rows.js';
import { type StoryRequest, tasksBehind, tellStory } from './simulate.js';
import type { DemoWorkers } from './worker-rows.js';

/** What all runs of a demo have in common. */
export interface DemoGround {
  readonly random: SeedRandom;
  readonly rows: SeedRows;
  readonly workers: DemoWorkers;
  readonly nowMs: number;
}

/** A run that is asked for. */
export interface RunWish {
  readonly plan: SeedPlan;
  readonly state: RunState['state'];
  readonly startMs: number;
  readonly repository?: SeedRepository;
  readonly branch?: string;
  readonly concurrency?: number;
  readonly haste?: number;
  readonly retryOf?: string;
  /** Whether all of its patches are on their way to land. */
  readonly isJammed?: boolean;
}

const dayMs = 86_400_000;
/** How long reports and routing decisions of a demo go back. */
const detailedDays = 14;
const hasVictim = (state: RunState['state']): boolean => state === 'failed' || state === 'quarantined';

/** Makes up one run and adds it. */
export function addDemoRun(ground: DemoGround, wish: RunWish): AddedRun {
  const { random, nowMs } = ground;
  const { plan, state, startMs, haste = 1, concurrency = plan.compiled.maxConcurrency ?? 4 } = wish;
  const repository = wish.repository ?? random.pick(seedRepositories);
  const branch = wish.branch ?? random.pick(repository.branches);
  const victim = hasVictim(state) ? random.between(0, plan.compiled.tasks.length - 1) : null;
  const request: StoryRequest = {
    plan,
    startMs,
    concurrency,
    haste,
    victim,
    victimIsSetAside: state === 'quarantined',
    jamMs: wish.isJammed === true ? nowMs : null,
    approvalsWait: state === 'running' || state === 'paused',
  };
  const isBegun = state !== 'pending' && state !== 'initializing';
  const story = tellStory(random, isBegun ? request : { ...request, startMs: nowMs + dayMs });
  const demo: DemoRun = {
    ...ground,
    id: random.id(startMs - 600),
    plan,
    repository,
    branch,
    lane: `${createHash('sha256').update(repository.path).digest('hex').slice(0, 16)}:${branch}`,
    story: isBegun ? story : { ...story, startMs },
    state,
    seenMs: nowMs,
    canceledMs:
      state === 'canceled' ? startMs + (story.endMs - startMs) * (0.15 + random.next() * 0.6) : null,
    cutOff: victim === null ? new Set() : tasksBehind(plan.compiled, victim),
    isDetailed: nowMs - startMs < detailedDays * dayMs && haste === 1,
    baseCommit: random.hex(40),
    actor: `person:${random.pick(seedPeople)}`,
  };
  return addRun(demo, wish.retryOf ?? null);
}

const endedWeights = { succeeded: 78, failed: 11, quarantined: 4, canceled: 7 } as const;
const mostHours = 60 * 24;

interface FailedRun {
  readonly id: string;
  readonly plan: SeedPlan;
  readonly repository: SeedRepository;
}

/** Runs that have ended: more on working days, more of some templates than of others; some take up one that failed. */
export function addEndedRuns(ground: DemoGround, plans: readonly SeedPlan[], count: number): void {
  const { random, nowMs } = ground;
  const weights = Object.fromEntries(plans.map((plan) => [plan.compiled.name, plan.weight]));
  const starts = Array.from({ length: count }, () => startOf(random, nowMs)).sort((a, b) => a - b);
  const failed: FailedRun[] = [];
  for (const startMs of starts) {
    const retried = failed.length > 0 && random.chance(0.35) ? failed.shift() : undefined;
    const name = random.weighted(weights);
    const plan: SeedPlan | undefined = retried?.plan ?? plans.find(({ compiled }) => compiled.name === name);
    if (plan === undefined) continue;
    const repository: SeedRepository = retried?.repository ?? random.pick(seedRepositories);
    const state = random.weighted(endedWeights);
    const retry = retried === undefined ? {} : { retryOf: retried.id };
    const { run } = addDemoRun(ground, { plan, state, startMs, repository, ...retry });
    if (state === 'failed' && random.chance(0.5)) failed.push({ id: run.id, plan, repository });
  }
}

/** A time of the last 60 days, 6 h ago at least; most at the times at which people work. */
function startOf(random: SeedRandom, nowMs: number): number {
  for (let tries = 0; ; tries += 1) {
    const at = nowMs - random.between(6 * 60, mostHours * 60) * 60_000 - random.between(0, 59_999);
    const date = new Date(at);
    const isWork = date.getUTCDay() % 6 !== 0 && date.getUTCHours() >= 7 && date.getUTCHours() <= 19;
    if (isWork || random.chance(0.18) || tries > 20) return at;
  }
}

const liveStates: ReadonlyArray<readonly [RunState['state'], agoMinutes: number]> = [
  ['running', 3],
  ['paused', 9],
  ['running', 6],
  ['pending', 0.2],
  ['running', 14],
  ['validating', 90],
  ['running', 1],
  ['initializing', 0.1],
  ['running', 20],
  ['paused', 16],
  ['running', 5],
  ['running', 11],
];

/** Runs whose patches fill a lane. */
export function addJammedRuns(ground: DemoGround, plans: readonly SeedPlan[]): void {
  const plan = plans.find(({ compiled }) => compiled.name === 'translate');
  if (plan === undefined) return;
  for (const repository of seedRepositories.slice(0, 2)) {
    const startMs = ground.nowMs - 5 * 60_000;
    addDemoRun(ground, { plan, state: 'running', startMs, repository, branch: 'main', isJammed: true });
  }
}

/** Runs that have not ended, each of another template. */
export function addLiveRuns(ground: DemoGround, plans: readonly SeedPlan[], count: number): void {
  for (let index = 0; index < count; index += 1) {
    const [state, agoMinutes] = liveStates[index % liveStates.length] ?? ['running', 2];
    const plan = plans[(index * 5 + 4) % plans.length];
    if (plan !== undefined) addDemoRun(ground, { plan, state, startMs: ground.nowMs - agoMinutes * 60_000 });
  }
}
