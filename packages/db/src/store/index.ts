export { executeFlag, identifierOf } from './commit-statement.js';
export { PostgresStore } from './postgres-store.js';
