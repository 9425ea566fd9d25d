import type { UsageReader } from '@uet/schemas';
import { readAiderText } from './aider-text.js';
import { readClaudeJson } from './claude-json.js';
import { readCodexJsonl } from './codex-jsonl.js';
import { readGeminiJson } from './gemini-json.js';
import type { ToolUsage } from './tool-usage.js';

const readers: Readonly<Record<UsageReader, (stdout: string) => ToolUsage | null>> = {
  claude_json: readClaudeJson,
  codex_jsonl: readCodexJsonl,
  aider_text: readAiderText,
  gemini_json: readGeminiJson,
  none: () => null,
};

/**
 * What a tool used, read from its output; null where the output does not tell, is cut or is damaged. Never
 * throws, and never says zero for what is not known.
 */
export function readUsage(reader: UsageReader, stdout: string): ToolUsage | null {
  return readers[reader](stdout);
}
