export { type ApiError, apiError } from './api-error.js';
export { type ApprovalLine, approvalLine } from './approvals.js';
export { type Contract, contract, type InputOf, type OutputOf, type RequestOf } from './contract.js';
export { type CostLine, costDimension, costLine } from './costs.js';
export { type LaneView, laneView } from './landing.js';
export {
  type AttemptLine,
  attemptLine,
  type CaseResult,
  caseResult,
  type GateLine,
  gateLine,
  type PatchLine,
  patchLine,
  type RunLine,
  runLine,
  type TaskLine,
  taskLine,
} from './lines.js';
export { type FileDiff, fileDiff } from './patches.js';
export type { Procedure, ProcedureKind } from './procedure.js';
export { type RunPage, runPage, runSort, type StartRequest, startRequest } from './runs.js';
export { type Health, health, type NamedKind, namedKind } from './system.js';
export { type LogPiece, logPiece } from './tasks.js';
export {
  type Problem,
  problem,
  type TemplateLine,
  type TemplatePlan,
  templateLine,
  templatePlan,
} from './templates.js';
export { type TokenLine, tokenLine } from './tokens.js';
export { type ToolLine, toolLine } from './tools.js';
export { type WorkerLine, workerLine } from './workers.js';
