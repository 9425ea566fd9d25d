export { type ApiToken, apiToken, type Role, role } from './api-token.js';
export { type Approval, type ApprovalStateName, approval, approvalStateName } from './approval.js';
export {
  type Attempt,
  type AttemptStateName,
  attempt,
  attemptStateName,
  type FailureKind,
  failureKind,
} from './attempt.js';
export {
  type BreakerStateName,
  breakerStateName,
  type CircuitBreakerRow,
  circuitBreaker,
} from './circuit-breaker.js';
export {
  type Budget,
  budget,
  budgetLevel,
  type CostRecord,
  costRecord,
  type Provenance,
  provenance,
  type ResourceType,
  resourceType,
} from './cost-record.js';
export { type DocMetadata, type DocStatus, docMetadata, docStatus } from './doc-metadata.js';
export { type ErrorCapture, type ErrorCategory, errorCapture, errorCategory } from './error-capture.js';
export {
  type EntityType,
  type ExecutionEvent,
  entityType,
  executionEvent,
  type Severity,
  severity,
} from './execution-event.js';
export { type GateCriteria, gateCriteria } from './gate-criteria.js';
export type { JsonSchema } from './json-schema.js';
export {
  type FileChange,
  fileChange,
  type PatchArtifact,
  patchArtifact,
  type Signature,
  signature,
} from './patch-artifact.js';
export { type PatchComment, patchComment } from './patch-comment.js';
export {
  type PatchLedgerEntry,
  type PatchStateName,
  type PatchValidation,
  patchLedgerEntry,
  patchStateName,
  patchValidation,
} from './patch-ledger-entry.js';
export { type PatchPolicy, patchPolicy } from './patch-policy.js';
export { type PhaseState, type PhaseStateName, phaseState, phaseStateName } from './phase-state.js';
export { type ModelPrice, modelPrice, type PriceTable, priceTable } from './price-table.js';
export { decimal, instant, key, objectId, sha256, ulid } from './primitives.js';
export { type ProgressSnapshot, progressSnapshot } from './progress-snapshot.js';
export { jsonSchemaOf, type SchemaName, schemaId, schemas } from './registry.js';
export { type RoutingDecision, routingDecision } from './routing-decision.js';
export {
  type BudgetLimit,
  budgetLimit,
  enforcement,
  errorStrategy,
  type ParameterValue,
  parameterValue,
  type RunConfig,
  routingStrategy,
  runConfig,
} from './run-config.js';
export {
  type RunOrigin,
  type RunState,
  type RunStateName,
  runOrigin,
  runState,
  runStateName,
} from './run-state.js';
export { type SavedView, savedView } from './saved-view.js';
export { type ScheduleEntry, scheduleEntry, type WaitReason, waitReason } from './schedule-entry.js';
export { type StoredTemplate, storedTemplate } from './stored-template.js';
export {
  type Classification,
  classification,
  type OnFailure,
  onFailure,
  type Priority,
  priority,
  type Task,
  type TaskStateName,
  task,
  taskStateName,
} from './task.js';
export {
  type CoverageFormat,
  coverageFormat,
  type GateClause,
  gateClause,
  type PhaseClause,
  phaseClause,
  type RoutingClause,
  routingClause,
  type SetupClause,
  type StepDefaults,
  setupClause,
  stepDefaults,
  type Template,
  template,
  type WorkstreamClause,
  workstreamClause,
} from './template.js';
export { type TemplateParameter, templateParameter } from './template-parameter.js';
export {
  type CaseStatus,
  type CoverageMeasure,
  caseStatus,
  coverageMeasure,
  type ReportFormat,
  reportFormat,
  type TestCase,
  type TestExecutionRecord,
  testCase,
  testExecutionRecord,
  testPlan,
} from './test-execution-record.js';
export {
  type FailingCase,
  failingCase,
  type GateStateName,
  type GateType,
  gateStateName,
  gateType,
  type TestGate,
  testGate,
} from './test-gate.js';
export {
  type PromptDelivery,
  promptDelivery,
  type Tool,
  type ToolCatalog,
  type ToolCost,
  type ToolKind,
  tool,
  toolCatalog,
  toolCost,
  toolKind,
  type UsageReader,
  usageReader,
} from './tool-catalog.js';
export { type ToolResult, type ToolUsageRecord, toolResult, toolUsage } from './tool-result.js';
export { type ValidationRecord, validationRecord } from './validation-record.js';
export {
  type WorkerLifecycleRow,
  type WorkerStateName,
  workerLifecycle,
  workerStateName,
  workerType,
} from './worker-lifecycle.js';
export {
  type WorkstreamState,
  type WorkstreamStateName,
  workstreamState,
  workstreamStateName,
} from './workstream-state.js';
export {
  type DependencyKind,
  type DependencyLevel,
  dependencyKind,
  dependencyLevel,
  planReference,
  type WsDependency,
  wsDependency,
} from './ws-dependency.js';
export {
  type BudgetClause,
  budgetClause,
  type Command,
  command,
  type StepDependency,
  stepDependency,
  type WsStep,
  wsStep,
} from './ws-step.js';
