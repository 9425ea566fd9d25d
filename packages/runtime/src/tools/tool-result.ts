import type { ToolResult } from '@uet/schemas';
import type { ToolRun } from './tool-request.js';

function streams({ log, outcome }: ToolRun): Pick<ToolResult, 'stdout' | 'stderr'> {
  if (log === null || outcome === null) return { stdout: null, stderr: null };
  return {
    stdout: { path: log.stdoutPath, bytes: outcome.stdoutBytes },
    stderr: { path: log.stderrPath, bytes: outcome.stderrBytes },
  };
}

function usage({ usage: used }: ToolRun): ToolResult['usage'] {
  if (used === null) return null;
  return {
    model: used.model,
    tokens_in: used.tokensIn,
    tokens_out: used.tokensOut,
    tokens_cached: used.tokensCached,
    calls: used.calls,
    cost_usd: used.costUsd,
  };
}

/** The `tool_result` document of a call, with the files that were found changed after it. */
export function toolResultOf(run: ToolRun, changedFiles: readonly string[]): ToolResult {
  return {
    tool_id: run.toolId,
    command: run.command === null ? null : [...run.command],
    result: run.result,
    failure_kind: run.failureKind,
    message: run.message,
    exit_code: run.outcome?.exitCode ?? null,
    signal: run.outcome?.signal ?? null,
    timed_out: run.outcome?.timedOut ?? null,
    ...streams(run),
    dropped_bytes: run.outcome?.droppedBytes ?? 0,
    started_at: run.startedAt,
    ended_at: new Date(Date.parse(run.startedAt) + run.durationMs).toISOString(),
    duration_ms: run.durationMs,
    changed_files: [...changedFiles],
    outputs: { ...run.outputs },
    usage: usage(run),
  };
}
