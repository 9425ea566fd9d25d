import { approvalMachine, finalStates, patchMachine, type RunSnapshot, type TaskRow } from '@uet/core';
import { task } from '@uet/schemas';

const taskColumns: ReadonlyArray<keyof TaskRow> = (
  Object.keys(task.shape) as Array<keyof typeof task.shape>
).filter((column) => column !== 'step');

const landedOrEnded = ['committed', ...finalStates(patchMachine)].map((state) => `'${state}'`).join(', ');

/** Whether a text looks like the id of a row, and so may stand in a statement. */
export const isRowId = (text: string): boolean => /^[0-9A-Z]{26}$/.test(text);

const of = (runId: string): string => `where run_id = '${runId}'`;

/** How each part of a snapshot is read. */
const reads: Readonly<Record<keyof RunSnapshot, (runId: string) => string>> = {
  run: (id) => `select * from runs where id = '${id}'`,
  phases: (id) => `select * from phases ${of(id)} order by ordinal`,
  workstreams: (id) => `select * from workstreams ${of(id)} order by ordinal`,
  tasks: (id) =>
    `select ${taskColumns.map((column) => `"${column}"`).join(', ')} from tasks ${of(id)} order by ordinal`,
  dependencies: (id) => `select * from dependencies ${of(id)} order by id`,
  openPatches: (id) => `select * from patch_ledger ${of(id)} and state not in (${landedOrEnded}) order by id`,
  approvals: (id) => `select * from approvals ${of(id)} and state = '${approvalMachine.initial}' order by id`,
  acceptance: (id) => `select * from test_gates ${of(id)} and phase_id is not null order by id`,
  breakers: () => 'select * from circuit_breakers order by id',
  budgets: (id) => `select * from budgets ${of(id)} order by id`,
};

/**
 * Everything that the planner looks at of one run, in one round trip and one consistent reading.
 *
 * `runId` stands in the text: the simple protocol, which takes several statements, has no parameters.
 */
export function snapshotStatement(runId: string): string {
  if (!isRowId(runId)) throw new Error(`not a run id: ${runId}`);
  const begin = 'begin isolation level repeatable read read only';
  return [begin, ...Object.values(reads).map((read) => read(runId)), 'commit'].join(';\n');
}

/** The snapshot from the answers to {@link snapshotStatement}, one for each of its statements; null without a run. */
export function snapshotFrom(answers: ReadonlyArray<{ readonly rows: unknown[] }>): RunSnapshot | null {
  const parts = Object.keys(reads).map((part, index) => [part, answers[index + 1]?.rows] as const);
  const { run, ...others } = Object.fromEntries(parts);
  return run?.[0] === undefined ? null : ({ ...others, run: run[0] } as unknown as RunSnapshot);
}
