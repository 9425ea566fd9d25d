import { type ChangeSet, TestGates, type Where } from '@uet/core';
import type { EngineContext } from '../engine/engine-context.js';
import { killLeftovers } from '../processes/index.js';

/** Whose gates: those of a patch, or those of a run's acceptance. */
type GatesOf = Pick<Where<'test_gates'>, 'patch_id' | 'run_id'>;

const openStates = ['pending', 'running'] as const;

/**
 * Gates that nobody runs any more have no verdict: they are skipped, and run anew where they are needed. Answers
 * those whose commands may still run, for {@link endGates}.
 */
export async function skipOpenGates(
  { store }: EngineContext,
  changes: ChangeSet,
  gatesOf: GatesOf,
): Promise<string[]> {
  const open = await store.list('test_gates', { ...gatesOf, state: openStates });
  for (const gate of open) new TestGates(changes).skip(gate, 'interrupted');
  return open.filter(({ state }) => state === 'running').map(({ id }) => id);
}

/**
 * Kills what gates of a dead process have left running on this machine. Only once they are skipped: whoever should
 * be alive and run them after all must not take the kill for a verdict.
 */
export async function endGates(gateIds: readonly string[]): Promise<void> {
  for (const id of gateIds) await killLeftovers(id);
}
