import type { Machine } from '../machines/index.js';
import { objectId, testId, testStart } from './test-ids.js';

const values: Readonly<Record<string, unknown>> = {
  reason: 'because',
  apply_error: 'does not apply',
  failure_kind: 'exit_code',
  validation: { format_ok: true, scope_ok: true, constraints_ok: true, errors: [] },
  lease_attempt_id: testId('attempt'),
  lease_worker_id: testId('worker'),
  current_task_id: testId('task'),
};

const valueFor = (column: string): unknown =>
  values[column] ?? (column.endsWith('_at') || column.endsWith('_until') ? testStart : objectId('d'));

/**
 * A row in a state of its machine, with what the state requires where the row has nothing there:
 * `inState(taskMachine, aTask(), 'failed')`.
 */
export function inState<S extends string, R extends { readonly state: S }>(
  machine: Machine<S, string>,
  row: R,
  state: S,
): R {
  const given = row as Readonly<Record<string, unknown>>;
  const required = (machine.states[state].requires ?? []).map((column) => [
    column,
    given[column] ?? valueFor(column),
  ]);
  return { ...row, state, ...Object.fromEntries(required) };
}
