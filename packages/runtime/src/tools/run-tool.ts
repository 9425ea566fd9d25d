import { readFile } from 'node:fs/promises';
import {
  chosenModel,
  composeFeedback,
  type ParsedOutputs,
  parseOutputs,
  readUsage,
  type ToolUsage,
  UetError,
} from '@uet/core';
import { maskSecrets, type ProcessOutcome, type ProcessSpec, runProcess } from '../processes/index.js';
import { type CallFiles, callFiles, maskCallFiles, writeCallFiles } from './call-files.js';
import { judgeOutcome } from './judge-outcome.js';
import { lastLine, oneLine } from './last-line.js';
import { prepareCall, promptOf } from './prepare-call.js';
import { readWhole } from './read-whole.js';
import { watchScratch } from './scratch.js';
import type { ToolRequest, ToolRun } from './tool-request.js';

/** Outputs go into the database whole. */
const maxOutputFileBytes = 1024 ** 2;
/** Patches go into memory whole. */
const maxPatchFileBytes = 256 * 1024 ** 2;

function startOf(toolId: string): ToolRun {
  return {
    toolId,
    result: 'succeeded',
    failureKind: null,
    message: null,
    command: null,
    outcome: null,
    log: null,
    usage: null,
    outputs: {},
    startedAt: new Date().toISOString(),
    durationMs: 0,
  };
}

function unableToStart(run: ToolRun, message: string): ToolRun {
  return { ...run, result: 'failed', failureKind: 'spawn_error', message: oneLine(message) };
}

async function takePatch(run: ToolRun, path: string | undefined): Promise<ToolRun> {
  if (path === undefined) return unableToStart(run, 'the task names no patch file');
  const content = await readWhole(path, maxPatchFileBytes);
  if ('problem' in content) return unableToStart(run, `the patch cannot be read: ${content.problem}`);
  return { ...run, patchBytes: content.bytes };
}

/** Readers that add up lines: they need all of them. The others read one report from the end. */
const addsUp: ReadonlySet<string> = new Set(['aider_text']);

async function usageOf(
  request: ToolRequest,
  outcome: ProcessOutcome,
  path: string,
): Promise<ToolUsage | null> {
  const reader = request.tool.usage?.reader ?? 'none';
  const ended = outcome.exitCode !== null && outcome.timedOut === null && !outcome.canceled;
  const whole = ended && outcome.droppedBytes === 0;
  if (reader === 'none' || outcome.stdoutBytes === 0 || (addsUp.has(reader) && !whole)) return null;
  const usage = readUsage(reader, await readFile(path, 'utf8'));
  if (usage === null) return null;
  return { ...usage, model: usage.model ?? chosenModel(request.tool, request.task.model ?? null) };
}

/** What the tool wrote into its output file; none where it removed the file. */
async function outputsOf(path: string, secrets: readonly string[]): Promise<ParsedOutputs> {
  const content = await readWhole(path, maxOutputFileBytes);
  if ('problem' in content) return { outputs: {}, problems: content.missing ? [] : [content.problem] };
  return parseOutputs(maskSecrets(Buffer.from(content.bytes).toString('utf8'), secrets));
}

function shownCommand({ argv, mask }: ProcessSpec): string[] {
  const parts = 'shell' in argv ? ['/bin/sh', '-c', argv.shell] : argv;
  return parts.map((part) => maskSecrets(part, mask));
}

async function runProgram(request: ToolRequest, run: ToolRun, files: CallFiles): Promise<ToolRun> {
  const { tool, timeouts } = request;
  const spec = await prepareCall(request, files);
  if (typeof spec === 'string') return unableToStart(run, spec);
  const clearScratch = await watchScratch(request.worktree, tool.scratch);
  const outcome = await runProcess(spec).finally(clearScratch);
  const usage = await usageOf(request, outcome, files.log.stdoutPath);
  const { outputs, problems } = await outputsOf(files.outputFile, spec.mask);
  await maskCallFiles(files, spec.mask);
  const said = (await lastLine(files.log.stderrPath)) || (await lastLine(files.log.stdoutPath));
  const verdict = judgeOutcome({ outcome, usage, tool, timeouts, lastLine: said });
  const dropped = problems.length === 0 ? null : oneLine(`not taken: ${problems.join('; ')}`);
  return {
    ...run,
    ...verdict,
    message: verdict.message ?? dropped,
    command: shownCommand(spec),
    outcome,
    log: files.log,
    usage,
    outputs,
    startedAt: outcome.startedAt,
    durationMs: outcome.durationMs,
  };
}

/**
 * Calls a tool once. Whatever the tool does is an outcome, also that it cannot be started; thrown are only
 * `disk_full` and `internal`, where the files of the attempt cannot be written.
 */
export async function runTool(request: ToolRequest): Promise<ToolRun> {
  const { tool, task, attempt, logDir } = request;
  const run = startOf(request.toolId);
  if (tool.kind === 'noop') return run;
  if (tool.kind === 'patch') return takePatch(run, task.patchFile);
  const files = callFiles(logDir);
  await writeCallFiles(logDir, files, {
    prompt: promptOf(request) ?? '',
    feedback: composeFeedback(attempt),
  });
  try {
    return await runProgram(request, run, files);
  } catch (error) {
    if (error instanceof UetError && error.code === 'bad_argument') return unableToStart(run, error.message);
    throw error;
  }
}
