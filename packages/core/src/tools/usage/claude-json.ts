import { findJson, isObject, type JsonObject } from './json-values.js';
import { numberText, reportedCost } from './reported-cost.js';
import {
  countOr0,
  hasTokens,
  isCount,
  type ModelTokens,
  mainModel,
  sumTokens,
  type TokenCounts,
  type ToolUsage,
} from './tool-usage.js';

// Format: https://code.claude.com/docs/en/headless (`--output-format json`) and, for `usage`, `modelUsage` and
// `total_cost_usd`, https://code.claude.com/docs/en/agent-sdk/cost-tracking. `--verbose` prints an array of all
// messages and `--output-format stream-json` a message a line; the message of type `result` is the same in all.

const isResult = (value: unknown): value is JsonObject => isObject(value) && value.type === 'result';

function lastResult(stdout: string): { result: JsonObject; raw: string } | null {
  let last: { result: JsonObject; raw: string } | null = null;
  for (const { value, raw } of findJson(stdout)) {
    const result = Array.isArray(value) ? value.findLast(isResult) : value;
    if (isResult(result)) last = { result, raw };
  }
  return last;
}

/** Input that was written to the cache costs more than input that was not, so it counts as read in full. */
function countsOf(read: unknown, written: unknown, created: unknown, cached: unknown): TokenCounts | null {
  const creation = countOr0(created);
  const tokensCached = countOr0(cached);
  if (!isCount(read) || !isCount(written) || creation === null || tokensCached === null) return null;
  return { tokensIn: read + creation, tokensOut: written, tokensCached };
}

/** `modelUsage` counts subagents too, as the cost does; `usage` counts the main conversation alone. */
function modelCounts(result: JsonObject): ModelTokens[] | null {
  if (!isObject(result.modelUsage)) return null;
  const rows: ModelTokens[] = [];
  for (const [model, used] of Object.entries(result.modelUsage)) {
    if (!isObject(used)) return null;
    const { inputTokens, outputTokens, cacheCreationInputTokens, cacheReadInputTokens } = used;
    const counts = countsOf(inputTokens, outputTokens, cacheCreationInputTokens, cacheReadInputTokens);
    if (counts === null) return null;
    rows.push({ model, ...counts });
  }
  return rows.length === 0 ? null : rows;
}

function mainCounts(result: JsonObject): TokenCounts | null {
  if (!isObject(result.usage)) return null;
  const { input_tokens, output_tokens, cache_creation_input_tokens, cache_read_input_tokens } = result.usage;
  return countsOf(input_tokens, output_tokens, cache_creation_input_tokens, cache_read_input_tokens);
}

/** Reads what Claude Code prints with `-p --output-format json`. */
export function readClaudeJson(stdout: string): ToolUsage | null {
  const last = lastResult(stdout);
  if (last === null) return null;
  const { result, raw } = last;
  const rows = modelCounts(result);
  const counts = rows === null ? mainCounts(result) : sumTokens(rows);
  if (counts === null) return null;
  const { total_cost_usd: cost, num_turns: turns, result: text, subtype } = result;
  const printed = typeof cost === 'number' ? numberText(raw, 'total_cost_usd', cost) : null;
  return {
    model: mainModel(rows ?? []),
    ...counts,
    calls: isCount(turns) ? turns : 1,
    costUsd: reportedCost(printed, hasTokens(counts)),
    outcomeText: typeof text === 'string' && text !== '' ? text : null,
    isError: result.is_error === true || (subtype !== undefined && subtype !== 'success'),
  };
}
