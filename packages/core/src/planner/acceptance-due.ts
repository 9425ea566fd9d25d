import { isFinal, workstreamMachine } from '../machines/index.js';
import type { RunSnapshot } from './run-snapshot.js';

/** The acceptance gates of one phase that have no verdict on the run's head. */
export interface DueAcceptance {
  readonly phaseId: string;
  readonly names: readonly string[];
}

/**
 * Which acceptance gates have to be run now: those of phases whose workstreams have ended, and of every phase
 * while the run is `validating`, as far as they have no verdict on the run's present head.
 */
export function acceptanceDue(snapshot: RunSnapshot): DueAcceptance[] {
  const { run, phases, workstreams, acceptance } = snapshot;
  return phases.flatMap((phase) => {
    const own = workstreams.filter(({ phase_id: of }) => of === phase.id);
    const ended = phase.state === 'active' && own.every(({ state }) => isFinal(workstreamMachine, state));
    if (!ended && run.state !== 'validating') return [];
    const decided = new Set(
      acceptance
        .filter(({ phase_id: of, tree_id: tree }) => of === phase.id && tree === run.head_tree)
        .filter(({ state }) => state === 'passed' || state === 'failed' || state === 'error')
        .map(({ name }) => name),
    );
    const names = phase.acceptance.filter((name) => !decided.has(name));
    return names.length === 0 ? [] : [{ phaseId: phase.id, names }];
  });
}
