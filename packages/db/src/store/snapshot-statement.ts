import { approvalMachine, finalStates, patchMachine, type TaskRow } from '@uet/core';
import { task } from '@uet/schemas';

const taskColumns: ReadonlyArray<keyof TaskRow> = (
  Object.keys(task.shape) as Array<keyof typeof task.shape>
).filter((column) => column !== 'step');

const landedOrEnded = ['committed', ...finalStates(patchMachine)].map((state) => `'${state}'`).join(', ');

/** Whether a text looks like the id of a row, and so may stand in a statement. */
export const isRowId = (text: string): boolean => /^[0-9A-Z]{26}$/.test(text);

/**
 * Everything that the planner looks at of one run, in one round trip and one consistent reading.
 *
 * `runId` stands in the text: the simple protocol, which takes several statements, has no parameters.
 */
export function snapshotStatement(runId: string): string {
  if (!isRowId(runId)) throw new Error(`not a run id: ${runId}`);
  const of = `where run_id = '${runId}'`;
  return [
    'begin isolation level repeatable read read only',
    `select * from runs where id = '${runId}'`,
    `select * from phases ${of} order by ordinal`,
    `select * from workstreams ${of} order by ordinal`,
    `select ${taskColumns.map((column) => `"${column}"`).join(', ')} from tasks ${of} order by ordinal`,
    `select * from dependencies ${of} order by id`,
    `select * from patch_ledger ${of} and state not in (${landedOrEnded}) order by id`,
    `select * from approvals ${of} and state = '${approvalMachine.initial}' order by id`,
    `select * from test_gates ${of} and phase_id is not null order by id`,
    'select * from circuit_breakers order by id',
    `select * from budgets ${of} order by id`,
    'commit',
  ].join(';\n');
}
