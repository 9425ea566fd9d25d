export { type ErrorCode, errorTable, type Fault } from './error-table.js';
export { type ErrorDetails, type Problem, UetError } from './uet-error.js';
