import { randomUUID } from 'node:crypto';
import { mkdtemp } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Tool } from '@uet/schemas';
import { runTool, type ToolAttempt, type ToolRequest, type ToolRun } from '../../src/tools/index.js';

/** The folder with the programs that stand in for the real ones. */
export const standIns = fileURLToPath(new URL('../stand-ins', import.meta.url));

/** An environment in which the stand-ins are found first. */
export const standInEnv = {
  PATH: `${standIns}:${dirname(process.execPath)}:${process.env.PATH}`,
  HOME: '/nonexistent',
};

/** A tool that runs whatever the task names. */
export const commandTool: Tool = { kind: 'command', title: 'Command' };

/** A ULID; of its own for each attempt, as processes are found by it. */
const newId = (): string => `01J${randomUUID().replaceAll('-', '').slice(0, 23).toUpperCase()}`;

/** The first attempt at a task, changed as asked. */
export function anAttempt(change: Partial<ToolAttempt> = {}): ToolAttempt {
  const none = { feedback: null, comments: null };
  return { id: newId(), runId: newId(), taskId: newId(), number: 1, ...none, ...change };
}

/** Calls a tool in a worktree and with a log folder of its own, both within the folder. */
export async function call(
  folder: string,
  request: Partial<ToolRequest> & Pick<ToolRequest, 'task'>,
): Promise<{ readonly run: ToolRun; readonly worktree: string; readonly logDir: string }> {
  const worktree = request.worktree ?? (await mkdtemp(join(folder, 'worktree-')));
  const logDir = request.logDir ?? (await mkdtemp(join(folder, 'log-')));
  const run = await runTool({
    toolId: 'command',
    tool: commandTool,
    attempt: anAttempt(),
    timeouts: { wallMs: 20_000, idleMs: 0 },
    graceMs: 300,
    baseEnv: standInEnv,
    ...request,
    worktree: request.worktree === null ? null : worktree,
    logDir,
  });
  return { run, worktree, logDir };
}
