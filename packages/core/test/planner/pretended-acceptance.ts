import type { RunState } from '@uet/schemas';
import { TestGates } from '../../src/gates/index.js';
import type { DueAcceptance } from '../../src/planner/index.js';
import type { World } from './pretended-workers.js';
import type { RunShape } from './run-shape.js';

/** Runs acceptance gates: their verdicts come from the shape, in turn. */
export class PretendedAcceptance {
  readonly #world: World;
  readonly #verdicts: RunShape['verdicts'];
  #turn = 0;

  constructor(world: World, verdicts: RunShape['verdicts']) {
    this.#world = world;
    this.#verdicts = verdicts;
  }

  async run(run: RunState, due: readonly DueAcceptance[]): Promise<void> {
    if (due.length === 0) throw new Error('acceptance was asked for, but no gate of it is due');
    await this.#world.transact('system', async (changes) => {
      const gates = new TestGates(changes);
      for (const { phaseId, names } of due) {
        for (const name of names) {
          const gate = gates.start(
            gates.open({
              run_id: run.id,
              patch_id: null,
              phase_id: phaseId,
              name,
              type: 'unit_tests',
              criteria: {},
              commit_id: run.head_commit,
              tree_id: run.head_tree,
              gate_digest: '3'.repeat(64),
              environment_digest: '4'.repeat(64),
            }),
          );
          const verdict = this.#verdicts[this.#turn++ % this.#verdicts.length] ?? 'passed';
          const reasons = verdict === 'passed' ? [] : ['one test failed'];
          const ran = { exitCode: 0, durationMs: 1, logPath: null };
          gates.decide(gate, { verdict, reasons, failing: [] }, null, ran);
        }
      }
    });
  }
}
