import type { RunState } from '@uet/schemas';
import type { SeedRepository } from './seed-names.js';
import type { SeedPlan } from './seed-plans.js';
import type { SeedRandom } from './seed-random.js';
import type { SeedRows } from './seed-rows.js';
import type { RunStory } from './simulate.js';
import type { DemoWorkers } from './worker-rows.js';

/** What rows of one run are made with. */
export interface DemoRun {
  readonly random: SeedRandom;
  readonly rows: SeedRows;
  readonly workers: DemoWorkers;
  readonly id: string;
  readonly plan: SeedPlan;
  readonly repository: SeedRepository;
  readonly lane: string;
  readonly branch: string;
  readonly story: RunStory;
  readonly state: RunState['state'];
  /** The moment that the rows show: now for a run that has not ended. */
  readonly seenMs: number;
  /** When a person stopped it; null where nobody did. */
  readonly canceledMs: number | null;
  /** The ordinals of tasks that are not carried out because one before them failed. */
  readonly cutOff: ReadonlySet<number>;
  /** Whether reports of gates and routing decisions are kept: for runs that somebody still looks at. */
  readonly isDetailed: boolean;
  /** The commit that the run began with. */
  readonly baseCommit: string;
  readonly actor: string;
}

/** An amount in units of 10^-8 dollars as a decimal. */
export const dollars = (units: number): string => (units / 1e8).toFixed(8).replace(/\.?0+$/, '');

/** A commit with its tree, made up. */
export const commitPair = (random: SeedRandom): { readonly commit: string; readonly tree: string } => ({
  commit: random.hex(40),
  tree: random.hex(40),
});
