export { type Actor, isPerson } from './actor.js';
export {
  type ChangeContext,
  ChangeSet,
  type Changes,
  type Removal,
  retryStale,
  type Update,
} from './change-set.js';
export type { EventRecord } from './event-record.js';
export { type MoveRequest, move, type StatefulRow } from './move.js';
export {
  type Dependency,
  type IdempotencyKey,
  type TableName,
  type Tables,
  type TestExecution,
  uniqueColumns,
  type VersionedTable,
} from './tables.js';
