import type { UetClient } from '@uet/client';
import type { GateLine, PatchLine, RunPage, TaskLine } from '@uet/schemas/api';
import { readPages } from '../session/read-pages.js';
import { servedPools } from '../session/served-pools.js';

/** A run as `--json` prints it; every key is part of the interface. */
export interface RunReport {
  readonly runId: string;
  readonly state: string;
  readonly repository: string;
  readonly branch: string;
  readonly baseCommit: string;
  readonly headCommit: string;
  readonly headTree: string;
  readonly tasks: ReadonlyArray<{
    readonly taskId: string;
    readonly state: string;
    readonly attempts: number;
    readonly tool: string | null;
    readonly durationMs: number;
    /** Why it is in this state: what it failed of, or why it was left out. */
    readonly reason: string | null;
  }>;
  readonly patches: ReadonlyArray<{
    readonly patchId: string;
    readonly taskId: string;
    readonly state: string;
    readonly commit: string | null;
    readonly tree: string | null;
    readonly reason: string | null;
    readonly files: number;
    readonly insertions: number;
    readonly deletions: number;
  }>;
  /** What waits for a person to approve it. */
  readonly approvals: ReadonlyArray<{
    readonly approvalId: string;
    readonly patchId: string;
    readonly taskId: string;
  }>;
  readonly gates: ReadonlyArray<{
    readonly gateId: string;
    readonly name: string;
    readonly tree: string;
    readonly state: string;
    readonly total: number | null;
    readonly passed: number | null;
    readonly failed: number | null;
    readonly skipped: number | null;
    readonly durationMs: number | null;
  }>;
  readonly costUsd: string;
  readonly durationMs: number;
}

const between = (start: string | null, end: string | null): number =>
  start === null ? 0 : Math.max(0, (end === null ? Date.now() : Date.parse(end)) - Date.parse(start));

/** True where a run rests until a person approves a patch, or rejects it. */
export const waitsForApproval = ({ state, approvals }: Pick<RunReport, 'state' | 'approvals'>): boolean =>
  state === 'running' && approvals.length > 0;

/** A run, and how it is reported. */
export interface Reported {
  readonly run: RunPage['record'];
  readonly report: RunReport;
  /** True where it waits for a person to approve something, and a worker goes on with it then. */
  readonly goesOnByItself: boolean;
}

/** Reads a run as it is reported: task ids are those of the template, for they are unique in a run. */
export async function reportRun(api: UetClient, runId: string): Promise<Reported> {
  const { record: run } = await api.runs.get.query({ run_id: runId });
  const ofRun = { run_id: runId };
  const [tasks, patches, gates, approvals] = await Promise.all([
    readPages((page) => api.tasks.list.query({ ...ofRun, ...page })),
    readPages((page) => api.patches.list.query({ ...ofRun, ...page })),
    readPages((page) => api.gates.list.query({ ...ofRun, ...page })),
    readPages((page) => api.approvals.list.query({ ...ofRun, ...page })),
  ]);
  const report: RunReport = {
    runId: run.id,
    state: run.state,
    repository: run.repository,
    branch: run.target_branch,
    baseCommit: run.base_commit,
    headCommit: run.head_commit,
    headTree: run.head_tree,
    tasks: tasks.map(reportTask),
    // The API answers the newest first, a report tells things in their order.
    patches: patches.reverse().map(reportPatch),
    approvals: approvals.reverse().map(({ approval, patch }) => ({
      approvalId: approval.id,
      patchId: approval.patch_id,
      taskId: patch.task_key,
    })),
    gates: gates.reverse().map(reportGate),
    costUsd: run.cost_usd,
    durationMs: between(run.created_at, run.ended_at),
  };
  const goesOnByItself = waitsForApproval(report) && (await servedPools(api)).has(run.pool);
  return { run, report, goesOnByItself };
}

const reportTask = (task: TaskLine): RunReport['tasks'][number] => ({
  taskId: task.key,
  state: task.state,
  attempts: task.attempts_total,
  tool: task.tool_id,
  durationMs: between(task.started_at, task.ended_at),
  reason: task.reason,
});

const reportPatch = (patch: PatchLine): RunReport['patches'][number] => ({
  patchId: patch.id,
  taskId: patch.task_key,
  state: patch.state,
  commit: patch.commit_id,
  tree: patch.tree_id,
  reason: patch.reason,
  files: patch.files_touched.length,
  insertions: patch.insertions,
  deletions: patch.deletions,
});

const reportGate = (gate: GateLine): RunReport['gates'][number] => ({
  gateId: gate.id,
  name: gate.name,
  tree: gate.tree_id,
  state: gate.state,
  total: gate.total,
  passed: gate.passed,
  failed: gate.failed,
  skipped: gate.skipped,
  durationMs: gate.duration_ms,
});
