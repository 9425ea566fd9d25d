import { type Machine, machines } from '@uet/core';

/** A CHECK constraint that follows from a machine's table. */
export interface StateCheck {
  readonly table: string;
  readonly name: string;
  /** The condition, as SQL. */
  readonly condition: string;
}

const quoted = (values: readonly string[]): string => values.map((value) => `'${value}'`).join(', ');

/**
 * What the database itself refuses, from the machine tables: a state that does not exist, a state without what
 * it requires, and an end without (or a start with) an end time.
 */
export const stateChecks: readonly StateCheck[] = machines.flatMap(checksOf);

function checksOf({ table, states }: Machine): StateCheck[] {
  const names = Object.keys(states);
  const required = Object.entries(states).flatMap(([state, { requires = [] }]) =>
    requires.map((column): [string, string] => [column, state]),
  );
  const columns = [...new Set(required.map(([column]) => column))].filter((column) => column !== 'ended_at');
  const checks: StateCheck[] = [{ table, name: `${table}_state`, condition: `state in (${quoted(names)})` }];
  for (const column of columns) {
    const having = required.filter(([wanted]) => wanted === column).map(([, state]) => state);
    checks.push({
      table,
      name: `${table}_requires_${column}`,
      condition: `state not in (${quoted(having)}) or "${column}" is not null`,
    });
  }
  const ended = required.filter(([column]) => column === 'ended_at').map(([, state]) => state);
  if (ended.length > 0) {
    checks.push({
      table,
      name: `${table}_ended`,
      condition: `(state in (${quoted(ended)})) = (ended_at is not null)`,
    });
  }
  return checks;
}

/** The statement that adds a check. */
export const addCheckSql = ({ table, name, condition }: StateCheck): string =>
  `alter table "${table}" add constraint "${name}" check (${condition});`;
