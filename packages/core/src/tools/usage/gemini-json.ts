import { findJson, isObject, type JsonObject } from './json-values.js';
import {
  countOr0,
  hasTokens,
  isCount,
  type ModelTokens,
  mainModel,
  sumTokens,
  type ToolUsage,
} from './tool-usage.js';

// Format: `gemini --output-format json`, see docs/cli/headless.md, packages/core/src/output/types.ts and
// SessionMetrics in packages/core/src/telemetry/uiTelemetry.ts of github.com/google-gemini/gemini-cli. No price is
// told.

interface ModelCounts extends ModelTokens {
  readonly calls: number;
}

/** `prompt` has the cached tokens among them; `thoughts` are paid as output and `tool` as input beside them. */
function countsOf(model: string, metrics: unknown): ModelCounts | null {
  if (!isObject(metrics) || !isObject(metrics.tokens)) return null;
  const { prompt, candidates, cached, thoughts, tool } = metrics.tokens;
  const [fromCache, thought, byTools] = [countOr0(cached), countOr0(thoughts), countOr0(tool)];
  if (!isCount(prompt) || !isCount(candidates) || fromCache === null || thought === null || byTools === null)
    return null;
  const requests = isObject(metrics.api) ? metrics.api.totalRequests : undefined;
  return {
    model,
    tokensIn: Math.max(0, prompt - fromCache) + byTools,
    tokensOut: candidates + thought,
    tokensCached: fromCache,
    calls: isCount(requests) ? requests : 1,
  };
}

function allCounts(stats: JsonObject): ModelCounts[] | null {
  if (!isObject(stats.models)) return null;
  const rows = Object.entries(stats.models).map(([model, metrics]) => countsOf(model, metrics));
  const known = rows.filter((row) => row !== null);
  return known.length === rows.length ? known : null;
}

function errorText(error: unknown): string | null {
  if (!isObject(error)) return null;
  return typeof error.message === 'string' ? error.message : 'the session failed';
}

/** Reads what Gemini CLI prints with `--output-format json`. */
export function readGeminiJson(stdout: string): ToolUsage | null {
  let last: { output: JsonObject; stats: JsonObject } | null = null;
  for (const { value } of findJson(stdout)) {
    if (isObject(value) && isObject(value.stats)) last = { output: value, stats: value.stats };
  }
  const rows = last === null ? null : allCounts(last.stats);
  if (last === null || rows === null) return null;
  const counts = sumTokens(rows);
  if (!hasTokens(counts)) return null;
  const { error, response } = last.output;
  const failure = errorText(error);
  return {
    model: mainModel(rows),
    ...counts,
    calls: rows.reduce((sum, { calls }) => sum + calls, 0),
    costUsd: null,
    outcomeText: failure ?? (typeof response === 'string' ? response : null),
    isError: failure !== null,
  };
}
