import type { ToolUsage } from '@uet/core';
import type { Tool } from '@uet/schemas';
import type { ProcessOutcome } from '../processes/index.js';
import { oneLine } from './last-line.js';
import type { ToolRequest, ToolRun } from './tool-request.js';

/** What there is to judge a call by. */
export interface Evidence {
  readonly outcome: ProcessOutcome;
  readonly usage: ToolUsage | null;
  readonly tool: Tool;
  readonly timeouts: ToolRequest['timeouts'];
  /** The last thing it printed, on standard error where it printed anything there. */
  readonly lastLine: string;
}

/** The verdict on one call of a tool. */
export type Verdict = Pick<ToolRun, 'result' | 'failureKind' | 'message'>;

/** What a shell exits with when it does not find a command (POSIX, Shell Command Language, 2.8.2). */
const notFoundExitCode = 127;

const seconds = (ms: number): string => `${ms / 1000} s`;
const withLine = (what: string, line: string): string => oneLine(line === '' ? what : `${what}: ${line}`);

function failed(failureKind: Verdict['failureKind'], message: string): Verdict {
  return { result: 'failed', failureKind, message: oneLine(message) };
}

function installHint(tool: Tool): string {
  const how = tool.install === undefined ? '' : `install it with \`${tool.install}\`; `;
  return `${how}\`uet tools list\` shows which tools are there`;
}

/** Says how a call ended, and why in one line for a person. */
export function judgeOutcome({ outcome, usage, tool, timeouts, lastLine }: Evidence): Verdict {
  const { exitCode, signal, spawnError, timedOut, canceled } = outcome;
  if (spawnError !== null) return failed('spawn_error', `${spawnError} (${installHint(tool)})`);
  if (canceled) return failed(null, 'canceled');
  if (timedOut === 'wall') {
    return failed('wall_timeout', withLine(`took longer than ${seconds(timeouts.wallMs)}`, lastLine));
  }
  if (timedOut === 'idle') {
    return failed('idle_timeout', withLine(`printed nothing for ${seconds(timeouts.idleMs)}`, lastLine));
  }
  if (exitCode === notFoundExitCode) {
    return failed('spawn_error', `${withLine('command not found', lastLine)} (${installHint(tool)})`);
  }
  if (exitCode === null) return failed('exit_code', withLine(`ended by ${signal}`, lastLine));
  if (usage?.isError === true)
    return failed('exit_code', withLine('it says that it failed', usage.outcomeText ?? lastLine));
  if (exitCode !== 0) return failed('exit_code', withLine(`exit code ${exitCode}`, lastLine));
  return { result: 'succeeded', failureKind: null, message: null };
}
