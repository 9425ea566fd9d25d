import { z } from 'zod';
import { attempt } from '../attempt.js';
import { budget } from '../cost-record.js';
import { phaseState } from '../phase-state.js';
import { count, instant, key, ulid } from '../primitives.js';
import { progressSnapshot } from '../progress-snapshot.js';
import { budgetLimit, parameterValue } from '../run-config.js';
import { runState, runStateName } from '../run-state.js';
import { savedView } from '../saved-view.js';
import { testGate } from '../test-gate.js';
import { workstreamState } from '../workstream-state.js';
import { dependencyKind, dependencyLevel } from '../ws-dependency.js';
import { runLine, taskLine } from './lines.js';
import { bulkResult, done, mutation, nothing, pageOf, pageRequest, query, reason } from './procedure.js';

const runId = ulid.describe('The run');
const ofRun = z.strictObject({ run_id: runId });
const runIds = z.strictObject({
  run_ids: z.array(ulid).min(1).max(500).describe('The runs'),
  reason: reason.optional(),
});

/** Which runs a list shows. */
const runFilter = {
  states: z.array(runStateName).max(20).default([]).describe('Runs in one of these states; empty for all'),
  template: z.string().max(64).nullable().default(null).describe('Runs of this template'),
  repository: z.string().max(4096).nullable().default(null).describe('Runs on this repository'),
  branch: z.string().max(1024).nullable().default(null).describe('Runs that land on this branch'),
  since: instant.nullable().default(null).describe('Runs that were made at this time or later'),
  until: instant.nullable().default(null).describe('Runs that were made before this time'),
  search: z
    .string()
    .max(200)
    .default('')
    .describe('Words that id, template, repository, branch or reason must contain'),
};

/** The order of a list of runs. */
export const runSort = z.enum(['created_at', 'ended_at', 'cost_usd', 'duration_ms', 'tasks_total']);

/** An edge of the graph, between ids of tasks, workstreams or phases. */
export const graphEdge = z.strictObject({
  from_id: ulid.describe('What has to be done first'),
  to_id: ulid.describe('What waits'),
  kind: dependencyKind,
  level: dependencyLevel.describe('The level of both ends'),
});

/** What is asked for to start a run. */
export const startRequest = z.strictObject({
  template: key.optional().describe('The name of a stored template'),
  template_text: z.string().max(4_194_304).optional().describe('The template itself, YAML or JSON'),
  template_path: z
    .string()
    .max(4096)
    .optional()
    .describe('The file that the text stands in: files that it names are beside it'),
  repository: z.string().min(1).max(4096).describe('The absolute path of the repository on the server'),
  target_branch: z
    .string()
    .min(1)
    .max(1024)
    .nullable()
    .default(null)
    .describe('The branch that work lands on; a new one, uet/<run>, where null'),
  parameters: z.record(z.string(), parameterValue).default({}).describe('The parameters, by name'),
  max_concurrency: z.int().min(1).max(1024).optional().describe('How many tasks run at once'),
  budget: budgetLimit.nullable().optional().describe("The budget; the template's where absent"),
  tools: z.array(key).nullable().optional().describe('The tools that may be used'),
  idempotency_key: z
    .string()
    .min(1)
    .max(200)
    .optional()
    .describe('A second request with the same key within 24 hours answers the run of the first'),
});

/** A run with what a page about it needs at once. Values of secret parameters are masked. */
export const runPage = z.strictObject({
  run: runLine,
  record: runState.omit({ plan: true }).describe('The whole record'),
  progress: progressSnapshot,
  phases: z.array(phaseState).describe('The phases, in order'),
  workstreams: z.array(workstreamState).describe('The workstreams, in order'),
  budgets: z.array(budget).describe('The budgets of the run'),
  retried_by: ulid.nullable().describe('The run that took this one up again'),
});

/** The procedures about runs. */
export const runs = {
  list: query('viewer', 'Runs, filtered and sorted', {
    input: z.strictObject({
      ...runFilter,
      sort: runSort.default('created_at'),
      order: z.enum(['asc', 'desc']).default('desc'),
      ...pageRequest,
    }),
    output: pageOf(runLine),
  }),
  counts: query('viewer', 'How many runs are in each state, and what there is to filter by', {
    input: z.strictObject({ ...runFilter }).omit({ states: true }),
    output: z.strictObject({
      by_state: z.partialRecord(runStateName, count).describe('How many runs are in each state'),
      templates: z.array(z.string()).describe('The templates that have runs, 100 at most'),
      repositories: z.array(z.string()).describe('The repositories that have runs, 100 at most'),
    }),
  }),
  get: query('viewer', 'One run', { input: ofRun, output: runPage }),
  lines: query('viewer', 'The lines of these runs, as they are now', {
    input: z.strictObject({ run_ids: z.array(ulid).max(200).describe('The runs') }),
    output: z.strictObject({ items: z.array(runLine) }),
  }),
  graph: query('viewer', 'The tasks of a run with what waits for what', {
    input: ofRun,
    output: z.strictObject({
      phases: z.array(phaseState),
      workstreams: z.array(workstreamState),
      tasks: z.array(taskLine),
      edges: z.array(graphEdge),
      critical_path: z.array(ulid).describe('The tasks of the longest chain, in order'),
    }),
  }),
  timeline: query('viewer', 'When each attempt and each gate of a run ran', {
    input: ofRun,
    output: z.strictObject({
      attempts: z.array(
        attempt.pick({
          id: true,
          task_id: true,
          number: true,
          tool_id: true,
          state: true,
          failure_kind: true,
          started_at: true,
          ended_at: true,
        }),
      ),
      gates: z.array(
        testGate
          .pick({ id: true, name: true, state: true, patch_id: true, started_at: true, ended_at: true })
          .extend({
            task_id: ulid.nullable(),
            cached: z.boolean().describe('Whether the verdict was known'),
          }),
      ),
      landed: z.array(
        z.strictObject({
          task_id: ulid,
          patch_id: ulid,
          queued_at: instant.nullable(),
          committed_at: instant,
        }),
      ),
    }),
  }),
  start: mutation('operator', 'Starts a run of a template', {
    input: startRequest,
    output: z.strictObject({ run_id: runId, created: z.boolean().describe('False: the key was known') }),
  }),
  pause: mutation('operator', 'Starts nothing new; what runs, finishes', {
    input: z.strictObject({ run_id: runId, reason: reason.optional() }),
    output: done,
  }),
  resume: mutation('operator', 'Has a paused or interrupted run go on', { input: ofRun, output: done }),
  cancel: mutation('operator', 'Stops a run: what runs finishes and lands, then it ends', {
    input: z.strictObject({
      run_id: runId,
      reason: reason.optional(),
      now: z.boolean().default(false).describe('Ends what runs at once'),
    }),
    output: done,
  }),
  retry: mutation('operator', 'Takes a failed run up again as a new one', {
    input: ofRun,
    output: z.strictObject({ run_id: runId.describe('The new run') }),
  }),
  cancel_many: mutation('operator', 'Cancels several runs', {
    input: runIds,
    output: z.strictObject({ results: z.array(bulkResult) }),
  }),
  retry_many: mutation('operator', 'Retries several runs', {
    input: runIds,
    output: z.strictObject({ results: z.array(bulkResult) }),
  }),
  views: query('viewer', 'The saved views of the list of runs', {
    input: nothing,
    output: z.strictObject({ items: z.array(savedView) }),
  }),
  save_view: mutation('operator', 'Saves filters and order under a name; a known name is overwritten', {
    input: savedView.pick({ name: true, query: true }),
    output: savedView,
  }),
  delete_view: mutation('operator', 'Deletes a saved view', {
    input: z.strictObject({ view_id: ulid.describe('The view') }),
    output: done,
  }),
} as const;

/** A run with what a page about it needs at once. */
export type RunPage = z.infer<typeof runPage>;
/** What is asked for to start a run. */
export type StartRequest = z.input<typeof startRequest>;
