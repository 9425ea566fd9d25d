import {
  type CompiledStep,
  looksLikeMailbox,
  parameterEnvironment,
  parseMailbox,
  resolveTimeouts,
  UetError,
} from '@uet/core';
import type { Tool } from '@uet/schemas';
import { assertRoom } from '../engine/disk-room.js';
import type { EngineContext } from '../engine/engine-context.js';
import { secretsOf } from '../gates/run-texts.js';
import type { Worktree } from '../git/index.js';
import { runTool, type ToolRun } from '../tools/index.js';
import type { Lease } from './lease.js';
import { tellComments } from './open-comments.js';
import { failureOf, type Work, type WorkChange } from './work.js';

/** One call of a tool for a step: where, with what, and where its logs go. */
export interface StepCall {
  readonly lease: Lease;
  readonly tool: Tool;
  /** The step with every expression replaced. */
  readonly step: CompiledStep;
  readonly worktree: Worktree | null;
  readonly logPath: string;
}

type StepWork = Omit<Work, 'baseCommit' | 'logPath' | 'worktree' | 'contamination'>;

/** Calls the tool, then takes down what it changed. */
export async function runStep(context: EngineContext, call: StepCall): Promise<StepWork> {
  const ran = await callTool(context, call);
  const work: StepWork = {
    result: ran.outcome?.canceled === true ? 'canceled' : ran.result,
    hindrance: null,
    failureKind: ran.failureKind,
    message: ran.message ?? '',
    exitCode: ran.outcome?.exitCode ?? null,
    durationMs: ran.durationMs,
    change: null,
    outputs: { ...ran.outputs },
    usage: ran.usage,
  };
  if (work.result === 'canceled') return { ...work, message: 'stopped by a person' };
  let change: WorkChange | null = null;
  try {
    // What a tool left on a full disk is half of what it made, and that it failed there says nothing of it.
    if (call.worktree !== null) await assertRoom(context.home);
    if (work.result === 'failed') return work;
    change = call.tool.kind === 'patch' ? readyMade(ran.patchBytes) : await captureChange(call.worktree);
  } catch (error) {
    // The call has its price all the same.
    return { ...work, ...failureOf(error) };
  }
  if (change !== null) {
    return { ...work, change: { ...change, message: change.message ?? call.step.commit?.message ?? null } };
  }
  if (call.step.expects_change !== true) return work;
  return {
    ...work,
    result: 'failed',
    failureKind: 'policy',
    message: 'nothing was changed, and a change was expected',
  };
}

async function callTool(
  context: EngineContext,
  { lease, tool, step, worktree, logPath }: StepCall,
): Promise<ToolRun> {
  const { run, task, attempt } = lease;
  const comments = await tellComments(context, lease.comments);
  return runTool({
    toolId: attempt.tool_id,
    tool,
    task: {
      ...(typeof step.run === 'string' ? { shell: step.run } : { argv: step.run }),
      prompt: step.prompt,
      patchFile: step.patch,
      args: step.args,
      model: step.model,
      cwd: step.cwd,
      env: {
        ...worktree?.environment,
        ...parameterEnvironment(run.config.parameters),
        ...run.config.env,
        ...step.env,
      },
    },
    attempt: {
      id: attempt.id,
      runId: run.id,
      taskId: task.key,
      number: attempt.number,
      feedback: task.feedback,
      comments,
    },
    worktree: worktree?.path ?? null,
    logDir: logPath,
    timeouts: resolveTimeouts(step, tool),
    baseEnv: context.environment,
    mask: secretsOf(run),
    kill: context.kill,
  });
}

async function captureChange(worktree: Worktree | null): Promise<WorkChange | null> {
  if (worktree === null) return null;
  const capture = await worktree.capture();
  if (capture.isEmpty) return null;
  const { diff, resultTree } = capture;
  return { diff, resultTree, origin: 'tool', message: null, author: null };
}

/** A ready-made patch: a diff, or a mailbox with exactly one mail in it. */
function readyMade(bytes: Uint8Array | undefined): WorkChange | null {
  if (bytes === undefined) return null;
  const base = { resultTree: null, origin: 'file' } as const;
  if (!looksLikeMailbox(bytes)) return { ...base, diff: bytes, message: null, author: null };
  const mails = parseMailbox(bytes).filter(({ diff }) => diff.length > 0);
  const [mail] = mails;
  if (mail === undefined || mails.length > 1) {
    throw new UetError('bad_patch', `a task makes one patch, and the mailbox has ${mails.length}`, {
      hint: 'land a series with `uet land`, or give each patch a task of its own',
    });
  }
  const { diff, message = null, author, date } = mail;
  const signed = author === undefined || date === undefined ? null : { ...author, date };
  return { ...base, diff, message, author: signed };
}
