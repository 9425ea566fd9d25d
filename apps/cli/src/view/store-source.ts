import { foresee, type RunSnapshot, type Store, UetError, type Wait } from '@uet/core';
import { decided, type RunFrame, type RunSource } from './run-source.js';

const pageSize = 500;

/** A run as the store has it that this process works with. */
export function storeSource(store: Store, runId: string): RunSource {
  const ofRun = { run_id: runId };
  let cursor: string | undefined;
  return {
    async events() {
      const after = cursor === undefined ? {} : { after: cursor };
      const page = await store.events({ runId, limit: pageSize, ...after });
      cursor = page.at(-1)?.cursor ?? cursor;
      return page;
    },
    catchUp: async () => undefined,
    async names() {
      const names = new Map<string, string>();
      for (const table of ['phases', 'workstreams', 'tasks'] as const)
        for (const { id, key } of await store.list(table, ofRun)) names.set(id, key);
      return names;
    },
    isAccepted: async () =>
      (await store.list('phases', ofRun)).some(({ acceptance: gates }) => gates.length > 0),
    gatesOf: (patchIds) =>
      store.list('test_gates', {
        ...ofRun,
        patch_id: patchIds === null ? null : [...patchIds],
        state: [...decided],
      }),
    async frame() {
      const snapshot = await store.snapshot(runId);
      if (snapshot === null) return null;
      const committed = await store.list('patch_ledger', { ...ofRun, state: 'committed' });
      const attempts = await store.list('attempts', { ...ofRun, state: 'running' });
      const gates = await store.list('test_gates', { ...ofRun, state: 'running' });
      return { ...frameOf(snapshot, new Date()), attempts, gates, landed: committed.length };
    },
  };
}

/** What a snapshot tells of a frame. */
export const frameOf = (
  snapshot: RunSnapshot,
  now: Date,
): Omit<RunFrame, 'attempts' | 'gates' | 'landed'> => ({
  run: snapshot.run,
  phases: snapshot.phases,
  tasks: snapshot.tasks,
  dependencies: snapshot.dependencies,
  waits: waitsOf(snapshot, now),
  quarantined: snapshot.openPatches.filter(({ state }) => state === 'quarantined'),
  approvals: snapshot.approvals,
});

/**
 * The planner says why each task waits; what it would change is not written here. Where it refuses what is stored,
 * the tick that is due will tell: a view is no place to end a run from.
 */
function waitsOf(snapshot: RunSnapshot, now: Date): ReadonlyMap<string, Wait> {
  try {
    return foresee(snapshot, now).waits;
  } catch (error) {
    if (error instanceof UetError) return new Map();
    throw error;
  }
}
