import { reportedCost } from './reported-cost.js';
import type { ToolUsage } from './tool-usage.js';

// Format: calculate_and_show_tokens_and_cost in aider/coders/base_coder.py and format_tokens in aider/utils.py of
// github.com/Aider-AI/aider. Tokens are rounded by Aider itself (`5.2k`), and lines are wrapped at 80 columns, so
// white space may be a line break anywhere.

const amountOf = (name: string): string => `(?<${name}>\\d+(?:\\.\\d+)?)(?<${name}Unit>[kM]?)`;
const report = new RegExp(
  [
    `Tokens:\\s+${amountOf('sent')}\\s+sent`,
    `(?:,\\s+${amountOf('written')}\\s+cache\\s+write)?`,
    `(?:,\\s+${amountOf('hit')}\\s+cache\\s+hit)?`,
    `,\\s+${amountOf('received')}\\s+received\\.`,
    '(?:\\s+Cost:\\s+\\$[\\d.]+\\s+message,\\s+\\$(?<session>\\d+(?:\\.\\d+)?)\\s+session\\.)?',
  ].join(''),
  'g',
);
const factors: Readonly<Record<string, number>> = { k: 1_000, M: 1_000_000 };

type Groups = Readonly<Record<string, string | undefined>>;

function tokens(groups: Groups, name: string): number {
  const value = groups[name];
  return value === undefined ? 0 : Math.round(Number(value) * (factors[String(groups[`${name}Unit`])] ?? 1));
}

/** What Aider says when a model could not be reached: the exceptions of the library it calls models with. */
const failure = /^litellm\.\S*(?:Error|Exception)\b.*$/m;
const modelLine = /^(?:Main model|Model):\s+(\S+)\s+with\b/m;

function editedFiles(stdout: string): string | null {
  const files = [...stdout.matchAll(/^Applied edit to (.+)$/gm)].map((match) => match[1]);
  return files.length === 0 ? null : `Applied edits to ${[...new Set(files)].join(', ')}`;
}

/**
 * Reads the lines that Aider prints after each message. Tokens are added up; the cost is the last total of the
 * session. The cost of a model that Aider has no price for is not told.
 */
export function readAiderText(stdout: string): ToolUsage | null {
  const reports = [...stdout.matchAll(report)].map((match) => match.groups as Groups);
  if (reports.length === 0) return null;
  const total = (name: string): number => reports.reduce((sum, groups) => sum + tokens(groups, name), 0);
  const tokensIn = total('sent');
  const tokensOut = total('received');
  const session = reports.findLast((groups) => groups.session !== undefined)?.session ?? null;
  const failed = failure.exec(stdout)?.[0] ?? null;
  return {
    model: modelLine.exec(stdout)?.[1] ?? null,
    tokensIn,
    tokensOut,
    tokensCached: total('hit'),
    calls: reports.length,
    costUsd: reportedCost(session, tokensIn + tokensOut > 0),
    outcomeText: failed ?? editedFiles(stdout),
    isError: failed !== null,
  };
}
