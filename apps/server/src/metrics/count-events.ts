import { gateMachine, isFinal, type Store, taskMachine } from '@uet/core';
import type { ExecutionEvent } from '@uet/schemas';
import type { Catalog } from './catalog.js';

/** Counts what happened, and measures what ended: the rows of what ended know since when. */
export async function countEvents(
  catalog: Catalog,
  store: Pick<Store, 'list'>,
  events: readonly ExecutionEvent[],
): Promise<void> {
  const moves = events.filter(({ to_state: to }) => to !== null);
  for (const { entity_type: entity, to_state } of moves) {
    const to = String(to_state);
    catalog.transitions.inc({ entity, to });
    if (entity === 'task') catalog.tasks.inc({ state: to });
    if (entity === 'patch') catalog.patches.inc({ state: to });
    if (entity === 'gate' && isFinal(gateMachine, to as never)) catalog.gates.inc({ result: to });
  }
  await measureTasks(catalog, store, moves);
  await measureGates(catalog, store, moves);
  await measurePatches(catalog, store, moves);
}

type Moves = readonly ExecutionEvent[];

const idsOf = (moves: Moves, fits: (move: ExecutionEvent) => boolean): string[] => [
  ...new Set(moves.filter(fits).map(({ entity_id: id }) => id)),
];

const seconds = (from: string | null, to: string | null): number | null =>
  from === null || to === null ? null : Math.max(0, Date.parse(to) - Date.parse(from)) / 1000;

async function measureTasks(catalog: Catalog, store: Pick<Store, 'list'>, moves: Moves): Promise<void> {
  const ended = idsOf(
    moves,
    ({ entity_type: entity, to_state: to }) => entity === 'task' && isFinal(taskMachine, to as never),
  );
  if (ended.length === 0) return;
  for (const { started_at: from, ended_at: to } of await store.list('tasks', { id: ended })) {
    const took = seconds(from, to);
    if (took !== null) catalog.taskSeconds.observe(took);
  }
}

async function measureGates(catalog: Catalog, store: Pick<Store, 'list'>, moves: Moves): Promise<void> {
  const ended = idsOf(
    moves,
    ({ entity_type: entity, to_state: to }) => entity === 'gate' && isFinal(gateMachine, to as never),
  );
  if (ended.length === 0) return;
  for (const { duration_ms: took, cached_from: cached } of await store.list('test_gates', { id: ended })) {
    if (took !== null && cached === null) catalog.gateSeconds.observe(took / 1000);
  }
}

async function measurePatches(catalog: Catalog, store: Pick<Store, 'list'>, moves: Moves): Promise<void> {
  for (const { entity_type: entity, to_state: to, payload } of moves) {
    const { took_ms: took } = payload;
    if (entity === 'patch' && (to === 'applied' || to === 'apply_failed') && typeof took === 'number')
      catalog.applySeconds.observe(took / 1000);
  }
  const landed = idsOf(
    moves,
    ({ entity_type: entity, to_state: to }) => entity === 'patch' && to === 'committed',
  );
  if (landed.length === 0) return;
  for (const { queued_at: from, committed_at: to } of await store.list('patch_ledger', { id: landed })) {
    const took = seconds(from, to);
    if (took !== null) catalog.landingSeconds.observe(took);
  }
}
