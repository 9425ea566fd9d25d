import { findJson, isObject, type JsonObject } from './json-values.js';
import { countOr0, hasTokens, isCount, type TokenCounts, type ToolUsage } from './tool-usage.js';

// Format: `codex exec --json`, see codex-rs/exec/src/exec_events.rs and docs/exec.md of github.com/openai/codex.
// `turn.completed` carries the total of the whole thread so far (codex-rs/exec/src/
// event_processor_with_jsonl_output.rs), so the last one counts and they are not added up. Neither the model nor a
// price is told.

/** `input_tokens` has the cached ones among them, as in the API of OpenAI. */
function countsOf(usage: unknown): TokenCounts | null {
  if (!isObject(usage)) return null;
  const { input_tokens: read, output_tokens: written } = usage;
  const tokensCached = countOr0(usage.cached_input_tokens);
  if (!isCount(read) || !isCount(written) || tokensCached === null || tokensCached > read) return null;
  return { tokensIn: read - tokensCached, tokensOut: written, tokensCached };
}

interface Thread {
  counts: TokenCounts | null;
  turns: number;
  message: string | null;
  error: string | null;
}

const textOf = (value: unknown, field: string): string | null => {
  const text = isObject(value) ? value[field] : undefined;
  return typeof text === 'string' ? text : null;
};

function follow(thread: Thread, event: JsonObject): void {
  const item = event.item;
  if (event.type === 'turn.completed') {
    thread.counts = countsOf(event.usage);
    thread.turns += 1;
    thread.error = null;
  } else if (event.type === 'turn.failed') {
    thread.error = textOf(event.error, 'message') ?? 'the turn failed';
  } else if (event.type === 'error') {
    thread.error = textOf(event, 'message') ?? 'the thread failed';
  } else if (event.type === 'item.completed' && isObject(item) && item.type === 'agent_message') {
    thread.message = textOf(item, 'text');
  }
}

/** Reads what Codex prints with `exec --json`. */
export function readCodexJsonl(stdout: string): ToolUsage | null {
  const thread: Thread = { counts: null, turns: 0, message: null, error: null };
  for (const { value } of findJson(stdout)) if (isObject(value)) follow(thread, value);
  const { counts, error } = thread;
  // Codex prints zeros where it has not heard of any usage.
  if (counts === null || !hasTokens(counts)) return null;
  return {
    model: null,
    ...counts,
    calls: thread.turns,
    costUsd: null,
    outcomeText: error ?? thread.message,
    isError: error !== null,
  };
}
