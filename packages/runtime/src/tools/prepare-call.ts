import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { buildArguments, composePrompt } from '@uet/core';
import { buildEnvironment, type ProcessSpec } from '../processes/index.js';
import type { CallFiles } from './call-files.js';
import type { ToolRequest } from './tool-request.js';
import { workingFolder } from './working-folder.js';

/** The prompt of this attempt, with what was wrong with those before; null for a task without one. */
export function promptOf({ task, attempt }: ToolRequest): string | null {
  return task.prompt === undefined ? null : composePrompt(task.prompt, attempt);
}

/** What is run: the tool's own command with the task's arguments, or the task's command. Throws `bad_argument`. */
function commandOf(
  { tool, task }: ToolRequest,
  prompt: string | null,
  files: CallFiles,
): ProcessSpec['argv'] {
  if (tool.command === undefined) {
    return task.shell === undefined ? [...(task.argv ?? []), ...(task.args ?? [])] : { shell: task.shell };
  }
  return buildArguments(tool, {
    prompt,
    promptFile: prompt === null ? null : files.promptFile,
    model: task.model ?? null,
    args: task.args ?? [],
  });
}

function variablesOf({ tool, task, attempt }: ToolRequest, files: CallFiles): Record<string, string> {
  return {
    ...tool.env,
    ...task.env,
    UET_RUN_ID: attempt.runId,
    UET_TASK_ID: attempt.taskId,
    UET_ATTEMPT: String(attempt.number),
    UET_ATTEMPT_ID: attempt.id,
    UET_PROMPT_FILE: files.promptFile,
    UET_FEEDBACK_FILE: files.feedbackFile,
    UET_OUTPUT_FILE: files.outputFile,
  };
}

/** Where a tool without a worktree works. */
async function emptyFolder(logDir: string): Promise<string> {
  const folder = join(logDir, 'work');
  await mkdir(folder, { recursive: true });
  return folder;
}

/** The process of one call; a text says why there can be none. Throws `bad_argument` for a missing prompt. */
export async function prepareCall(request: ToolRequest, files: CallFiles): Promise<ProcessSpec | string> {
  const { tool, task, attempt, timeouts } = request;
  const prompt = promptOf(request);
  const argv = commandOf(request, prompt, files);
  const root = request.worktree ?? (await emptyFolder(request.logDir));
  const folder = await workingFolder(root, task.cwd ?? '.');
  if ('problem' in folder) return folder.problem;
  const set = variablesOf(request, files);
  const { env, secrets } = buildEnvironment({ base: request.baseEnv, allow: tool.env_allow ?? [], set });
  return {
    argv,
    env,
    cwd: folder.path,
    stdin: tool.prompt?.via === 'stdin' ? (prompt ?? '') : undefined,
    wallTimeoutMs: timeouts.wallMs,
    idleTimeoutMs: timeouts.idleMs,
    graceMs: request.graceMs,
    log: files.log,
    maxLogBytes: request.maxLogBytes,
    mask: [...secrets, ...(request.mask ?? [])],
    signal: request.signal,
    kill: request.kill,
    marker: attempt.id,
    onOutput: request.onOutput,
  };
}
