import type { RunState } from '@uet/schemas';
import { type Actor, ChangeSet } from '../../src/moves/index.js';
import { acceptanceDue, type Plan, plan, type RunSnapshot } from '../../src/planner/index.js';
import { RunLifecycle } from '../../src/runs/index.js';
import { CountingIds, FixedClock, MemoryStore } from '../../src/testing/index.js';
import { PretendedAcceptance } from './pretended-acceptance.js';
import { PretendedWorkers } from './pretended-workers.js';
import { recordShape } from './run-rows.js';
import type { Intervention, RunShape } from './run-shape.js';

/** One tick: what was read, what was planned from it, and what is read after it was written. */
export interface Tick {
  readonly before: RunSnapshot;
  readonly plan: Plan;
  readonly after: RunSnapshot;
  /** What is planned from `after`, at the same instant. */
  readonly second: Plan;
  /** What is planned from `before` once more. */
  readonly again: Plan;
}

/** No history of a run of this size is longer; one that is goes round in circles. */
const mostSteps = 3000;

/**
 * Drives a random run to its end on a store in memory: ticks, and between them one thing at a time that workers, a
 * landing lane, acceptance checks, time and people do, in an order that the seed decides.
 */
export class Simulation {
  readonly #shape: RunShape;
  readonly #clock = new FixedClock();
  readonly #ids = new CountingIds();
  readonly #store = new MemoryStore();
  readonly #onTick: (tick: Tick) => void;
  readonly #workers: PretendedWorkers;
  readonly #acceptance: PretendedAcceptance;
  #runId = '';
  #random: number;

  constructor(shape: RunShape, onTick: (tick: Tick) => void) {
    this.#shape = shape;
    this.#onTick = onTick;
    this.#random = shape.seed;
    const world = { store: this.#store, transact: this.#transact.bind(this) };
    this.#workers = new PretendedWorkers(world, shape);
    this.#acceptance = new PretendedAcceptance(world, shape.verdicts);
  }

  /** Answers the last snapshot, of a run that has ended. */
  async run(): Promise<RunSnapshot> {
    await this.#transact('system', async (changes) => {
      this.#runId = recordShape(changes, this.#shape);
    });
    for (let step = 0; step < mostSteps; step += 1) {
      await this.#intervene(this.#shape.interventions.filter((each) => each.step === step));
      const { after, second } = await this.#tick();
      if (hasEnded(after.run)) return after;
      await this.#act(after, second);
    }
    throw new Error(`the run has not ended after ${mostSteps} steps`);
  }

  async #tick(): Promise<Tick> {
    const before = await this.#snapshot();
    const context = (): ConstructorParameters<typeof ChangeSet>[0] => ({
      clock: this.#clock,
      ids: this.#ids,
      actor: before.run.cancel_requested_at === null ? 'system' : 'person:anna',
    });
    const limits = new Map(this.#shape.toolLimit === null ? [] : [['claude', this.#shape.toolLimit]]);
    const planned = plan(before, context(), limits);
    const again = plan(before, context(), limits);
    await this.#store.commit(planned.changes);
    const after = await this.#snapshot();
    const tick: Tick = { before, plan: planned, after, second: plan(after, context(), limits), again };
    this.#onTick(tick);
    return tick;
  }

  /** Lets one thing happen that may happen now; time passes only where nothing else does. */
  async #act(snapshot: RunSnapshot, { nextTickAt, changes }: Plan): Promise<void> {
    const actions = [
      ...this.#workers.actionsOn(snapshot),
      ...(changes.jobs.some(({ name }) => name === 'accept')
        ? [() => this.#acceptance.run(snapshot.run, acceptanceDue(snapshot))]
        : []),
    ];
    const action = actions[this.#pick(actions.length)];
    this.#clock.advance(this.#pick(3));
    if (action !== undefined) return action();
    if (nextTickAt !== null) {
      this.#clock.advance(Date.parse(nextTickAt) - this.#clock.now().getTime());
      return undefined;
    }
    if (snapshot.run.state === 'paused') return this.#intervene([{ step: 0, what: 'resume' }]);
    throw new Error(`run ${snapshot.run.state}: nothing will ever move it again`);
  }

  async #intervene(interventions: readonly Intervention[]): Promise<void> {
    for (const { what } of interventions) {
      const run = (await this.#snapshot()).run;
      await this.#transact('person:anna', async (changes) => {
        const runs = new RunLifecycle(changes);
        if (what === 'cancel') runs.requestCancel(run);
        else if (what === 'pause' && run.state === 'running') runs.pause(run, 'for lunch');
        else if (what === 'resume' && run.state === 'paused') runs.resume(run);
      });
    }
  }

  async #snapshot(): Promise<RunSnapshot> {
    const snapshot = await this.#store.snapshot(this.#runId);
    if (snapshot === null) throw new Error('the run is gone');
    return snapshot;
  }

  async #transact(actor: Actor, decide: (changes: ChangeSet) => Promise<void>): Promise<void> {
    const changes = new ChangeSet({ clock: this.#clock, ids: this.#ids, actor });
    await decide(changes);
    await this.#store.commit(changes);
  }

  /** The next number below `count`, by Lehmer's generator (16807 modulo 2^31 - 1). */
  #pick(count: number): number {
    this.#random = (this.#random * 16_807) % 2_147_483_647;
    return this.#random % count;
  }
}

const hasEnded = ({ ended_at: endedAt }: RunState): boolean => endedAt !== null;
