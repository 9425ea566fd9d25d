import { apiToken } from './api-token.js';
import { approval } from './approval.js';
import { attempt } from './attempt.js';
import { circuitBreaker } from './circuit-breaker.js';
import { budget, costRecord } from './cost-record.js';
import { docMetadata } from './doc-metadata.js';
import { errorCapture } from './error-capture.js';
import { executionEvent } from './execution-event.js';
import { type JsonSchema, toJsonSchema } from './json-schema.js';
import { patchArtifact } from './patch-artifact.js';
import { patchComment } from './patch-comment.js';
import { patchLedgerEntry } from './patch-ledger-entry.js';
import { patchPolicy } from './patch-policy.js';
import { phaseState } from './phase-state.js';
import { priceTable } from './price-table.js';
import { progressSnapshot } from './progress-snapshot.js';
import { routingDecision } from './routing-decision.js';
import { runConfig } from './run-config.js';
import { runState } from './run-state.js';
import { savedView } from './saved-view.js';
import { scheduleEntry } from './schedule-entry.js';
import { storedTemplate } from './stored-template.js';
import { task } from './task.js';
import { template } from './template.js';
import { testExecutionRecord } from './test-execution-record.js';
import { testGate } from './test-gate.js';
import { toolCatalog } from './tool-catalog.js';
import { toolResult } from './tool-result.js';
import { validationRecord } from './validation-record.js';
import { workerLifecycle } from './worker-lifecycle.js';
import { workstreamState } from './workstream-state.js';
import { wsDependency } from './ws-dependency.js';
import { wsStep } from './ws-step.js';

/** Every document of the product by its name: what is emitted as `json/<name>.v1.json`. */
export const schemas = {
  api_token: apiToken,
  approval,
  attempt,
  budget,
  circuit_breaker: circuitBreaker,
  cost_record: costRecord,
  doc_metadata: docMetadata,
  error_capture: errorCapture,
  execution_event: executionEvent,
  patch_artifact: patchArtifact,
  patch_comment: patchComment,
  patch_ledger_entry: patchLedgerEntry,
  patch_policy: patchPolicy,
  phase_state: phaseState,
  price_table: priceTable,
  progress_snapshot: progressSnapshot,
  routing_decision: routingDecision,
  run_config: runConfig,
  run_state: runState,
  saved_view: savedView,
  schedule_entry: scheduleEntry,
  stored_template: storedTemplate,
  task,
  template,
  test_execution_record: testExecutionRecord,
  test_gate: testGate,
  tool_catalog: toolCatalog,
  tool_result: toolResult,
  validation_record: validationRecord,
  worker_lifecycle: workerLifecycle,
  workstream_state: workstreamState,
  ws_dependency: wsDependency,
  ws_step: wsStep,
} as const;

/** The name of a document. */
export type SchemaName = keyof typeof schemas;

/** The stable address under which a JSON Schema is known. */
export const schemaId = (name: SchemaName): string => `https://uet.dev/schemas/${name}.v1.json`;

/**
 * The JSON Schema (draft 2020-12) of a document, as people write it: fields with defaults may be left out. It is what
 * `json/<name>.v1.json` holds.
 */
export const jsonSchemaOf = (name: SchemaName): JsonSchema => toJsonSchema(schemas[name], schemaId(name));
