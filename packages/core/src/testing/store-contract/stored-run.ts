import { type Actor, ChangeSet, type Changes, type TableName, type Tables } from '../../moves/index.js';
import type { Store } from '../../ports/store.js';
import { CountingIds, FixedClock } from '../fixed-sources.js';
import { aPhase, aRun, aTask, aWorkstream } from '../run-builders.js';
import { testId } from '../test-ids.js';

/** A row with the name of its table. */
export type NamedRow = { [T in TableName]: readonly [table: T, row: Tables[T]] }[TableName];

/** Changes that only insert these rows. */
export const inserting = (...rows: readonly NamedRow[]): Changes => ({
  inserts: rows.map(([table, row]) => ({ table, row })),
  updates: [],
  events: [],
  jobs: [],
});

/** A new change set, its clock at the beginning of all tests. */
export const aChangeSet = (actor: Actor = 'system', idPrefix = '1'): ChangeSet =>
  new ChangeSet({ clock: new FixedClock(), ids: new CountingIds(idPrefix), actor });

/** The ids of a run's rows, made from its name. */
export const idsOf = (name: string) => ({
  run: testId(name),
  phase: testId(`${name}phase`),
  workstream: testId(`${name}ws`),
  task: testId(`${name}task`),
});

/** A run with one phase, one workstream and one task. */
export function rowsOfRun(name: string) {
  const ids = idsOf(name);
  const of = { run_id: ids.run };
  return {
    run: aRun({ id: ids.run }),
    phase: aPhase({ ...of, id: ids.phase }),
    workstream: aWorkstream({ ...of, id: ids.workstream, phase_id: ids.phase }),
    task: aTask({ ...of, id: ids.task, phase_id: ids.phase, workstream_id: ids.workstream }),
  };
}

/** Stores {@link rowsOfRun} and answers the rows. */
export async function storeRun(store: Store, name = 'run'): Promise<ReturnType<typeof rowsOfRun>> {
  const rows = rowsOfRun(name);
  await store.commit(
    inserting(
      ['runs', rows.run],
      ['phases', rows.phase],
      ['workstreams', rows.workstream],
      ['tasks', rows.task],
    ),
  );
  return rows;
}
