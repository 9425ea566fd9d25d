import type { CompiledTask, CompiledTemplate } from '@uet/core';
import { seedTools } from './seed-names.js';
import type { SeedPlan } from './seed-plans.js';
import type { SeedRandom } from './seed-random.js';

/** Why a try came to nothing: the failure of its attempt, or what a gate said of its patch. */
export type TryFailure =
  | 'exit_code'
  | 'wall_timeout'
  | 'idle_timeout'
  | 'spawn_error'
  | 'worker_lost'
  | 'policy'
  | 'gate';

/** One try at a task, with times in milliseconds. */
export interface Try {
  readonly tool: string;
  readonly startMs: number;
  /** When the tool ended. */
  readonly endMs: number;
  readonly failure: TryFailure | null;
  /** What becomes of its patch; null where it made none. */
  readonly landing: Landing | null;
}

/** The way of a patch through its lane. */
export interface Landing {
  readonly queuedMs: number;
  readonly appliedMs: number;
  readonly verifiedMs: number;
  readonly committedMs: number;
}

/** How a task goes, if nobody stops it. */
export interface TaskStory {
  readonly task: CompiledTask;
  readonly readyMs: number;
  readonly tries: readonly Try[];
  readonly endMs: number;
  readonly failed: boolean;
}

/** How a run goes, if nobody stops it: its tasks in the order of the template. */
export interface RunStory {
  readonly startMs: number;
  readonly endMs: number;
  readonly tasks: readonly TaskStory[];
}

/** What is asked of a story. */
export interface StoryRequest {
  readonly plan: SeedPlan;
  readonly startMs: number;
  readonly concurrency: number;
  /** The ordinal of a task that fails for good; null where all succeed. */
  readonly victim: number | null;
  /** Whether it is the patch of that task that is not good enough, and not its tool that fails. */
  readonly victimIsSetAside: boolean;
  /** Whether patches that a person has to approve still wait for it. */
  readonly approvalsWait: boolean;
  /** Where all patches of the run are on their way to land at this moment: the moment; else null. */
  readonly jamMs: number | null;
  /** Times are divided by it: runs of very many tasks have short ones. */
  readonly haste: number;
}

const failureWeights: Record<TryFailure, number> = {
  exit_code: 30,
  gate: 32,
  policy: 14,
  wall_timeout: 8,
  idle_timeout: 7,
  worker_lost: 6,
  spawn_error: 3,
};
const mostTries = 3;
/** After every time of a seed. */
const never = 8e15;

/** Makes up how a run goes: each task starts when what it waits for has ended and one of the places is free. */
export function tellStory(random: SeedRandom, request: StoryRequest): RunStory {
  const { compiled } = request.plan;
  const { order, offsets, targets, nodeCount } = compiled.dag;
  const ready = new Float64Array(nodeCount).fill(request.startMs + 900);
  const free = new Float64Array(request.concurrency).fill(request.startMs);
  const stories: TaskStory[] = [];
  for (const node of order) {
    const task = compiled.tasks[node];
    const at = ready[node] ?? request.startMs;
    const end = task === undefined ? at : tellTask(random, request, { task, at, free, stories });
    for (let edge = offsets[node] ?? 0; edge < (offsets[node + 1] ?? 0); edge += 1) {
      const target = targets[edge] ?? 0;
      ready[target] = Math.max(ready[target] ?? 0, end + 300);
    }
  }
  const endMs = stories.reduce((latest, story) => Math.max(latest, story.endMs), request.startMs);
  return { startMs: request.startMs, endMs, tasks: stories.toSorted(byOrdinal) };
}

const byOrdinal = (a: TaskStory, b: TaskStory) => a.task.ordinal - b.task.ordinal;

interface Telling {
  readonly task: CompiledTask;
  readonly at: number;
  readonly free: Float64Array;
  readonly stories: TaskStory[];
}

function tellTask(random: SeedRandom, request: StoryRequest, { task, at, free, stories }: Telling): number {
  const place = earliest(free);
  const startMs = Math.max(at, free[place] ?? 0) + random.between(200, 1500);
  const failed = request.victim === task.ordinal;
  const tries = tellTries(random, request, { task, startMs, failed });
  const last = tries.at(-1);
  free[place] = last?.endMs ?? startMs;
  const endMs = last?.landing?.committedMs ?? last?.endMs ?? startMs;
  stories.push({ task, readyMs: at, tries, endMs, failed });
  return endMs;
}

function earliest(free: Float64Array): number {
  let place = 0;
  for (let index = 1; index < free.length; index += 1)
    if ((free[index] ?? 0) < (free[place] ?? 0)) place = index;
  return place;
}

function tellTries(
  random: SeedRandom,
  request: StoryRequest,
  {
    task,
    startMs,
    failed,
  }: { readonly task: CompiledTask; readonly startMs: number; readonly failed: boolean },
): Try[] {
  const tool = toolOf(task);
  if (request.jamMs !== null) return [jammedTry(tool, task.ordinal, request.jamMs)];
  const tries: Try[] = [];
  let at = startMs;
  for (let number = 1; number <= mostTries; number += 1) {
    const isLast = number === mostTries;
    const fails = failed || (!isLast && random.chance(tool === 'command' ? 0.06 : 0.17));
    const failure = fails ? failureOf(random, tool, failed ? request.victimIsSetAside : null) : null;
    const waits = request.approvalsWait && task.approval;
    const made = tellTry(random, { tool, startMs: at, haste: request.haste, failure, waits });
    tries.push(made);
    at = (made.landing?.verifiedMs ?? made.endMs) + random.between(1_000, 8_000);
    if (!fails) break;
  }
  return tries;
}

const second = 1_000;

/** The one try of a task whose patch is in its lane: the first is verified, the second tested, the others wait. */
function jammedTry(tool: string, ordinal: number, nowMs: number): Try {
  const endMs = nowMs - (200 - 10 * ordinal) * second;
  const queuedMs = endMs + second;
  const appliedMs = ordinal < 2 ? nowMs - (90 - 40 * ordinal) * second : nowMs + 60 * second;
  const verifiedMs = ordinal === 0 ? nowMs - second : appliedMs + 120 * second;
  const landing = { queuedMs, appliedMs, verifiedMs, committedMs: nowMs + 180 * second };
  return { tool, startMs: endMs - 70 * second, endMs, failure: null, landing };
}

/** The tool that a task of the demo is done by. */
export function toolOf({ step }: CompiledTask): string {
  return step.tool ?? (step.patch === undefined ? 'command' : 'patch');
}

function failureOf(random: SeedRandom, tool: string, isSetAside: boolean | null): TryFailure {
  if (isSetAside === true) return 'gate';
  const failure = random.weighted(failureWeights);
  if (isSetAside === false && (failure === 'gate' || failure === 'policy' || failure === 'worker_lost'))
    return 'exit_code';
  if (tool === 'patch') return 'gate';
  return tool === 'command' && failure === 'idle_timeout' ? 'exit_code' : failure;
}

interface TryRequest extends Pick<Try, 'tool' | 'startMs' | 'failure'> {
  readonly haste: number;
  /** Whether a person has not said yet that its patch may land. */
  readonly waits: boolean;
}

function tellTry(random: SeedRandom, { tool, startMs, haste, failure, waits }: TryRequest): Try {
  const [least, most] = seedTools[tool]?.seconds ?? [5, 60];
  const seconds =
    failure === 'wall_timeout' ? 1800 : failure === 'spawn_error' ? 1 : random.between(least, most);
  const endMs = startMs + (seconds * 1000) / haste + random.between(0, 900);
  const made = { tool, startMs, endMs, failure };
  const hasPatch =
    failure === null ? tool !== 'command' || random.chance(0.7) : failure === 'gate' || failure === 'policy';
  if (!hasPatch) return { ...made, landing: null };
  const queuedMs = waits ? never : endMs + random.between(50, 400);
  const appliedMs = queuedMs + random.between(100, 45_000) / haste;
  const verifiedMs = appliedMs + random.between(12_000, 140_000) / haste;
  return {
    ...made,
    landing: { queuedMs, appliedMs, verifiedMs, committedMs: verifiedMs + random.between(60, 900) },
  };
}

/** The tasks that wait for a task, directly or by way of others, workstreams or phases. */
export function tasksBehind({ dag, tasks }: CompiledTemplate, ordinal: number): ReadonlySet<number> {
  const reached = new Set<number>();
  const pending = [ordinal];
  for (let node = pending.pop(); node !== undefined; node = pending.pop()) {
    for (let edge = dag.offsets[node] ?? 0; edge < (dag.offsets[node + 1] ?? 0); edge += 1) {
      const target = dag.targets[edge] ?? 0;
      if (reached.has(target)) continue;
      reached.add(target);
      pending.push(target);
    }
  }
  return new Set([...reached].filter((node) => node < tasks.length));
}
