import type { TableName } from '@uet/core';

/** The tables in the order in which rows may be inserted: what is referred to comes first. */
export const insertOrder: readonly TableName[] = [
  'runs',
  'phases',
  'workstreams',
  'tasks',
  'dependencies',
  'workers',
  'attempts',
  'patches',
  'patch_ledger',
  'test_gates',
  'test_executions',
  'costs',
  'budgets',
  'circuit_breakers',
  'routing_decisions',
  'errors',
  'approvals',
  'patch_comments',
  'templates',
  'saved_views',
  'api_tokens',
  'idempotency_keys',
];

const identifier = /^[a-z][a-z_0-9]{0,62}$/;

/** A column or table name that may stand in a statement; anything else is a fault of this program. */
export function name(text: string): string {
  if (!identifier.test(text)) throw new Error(`not a column name: ${text}`);
  return `"${text}"`;
}
