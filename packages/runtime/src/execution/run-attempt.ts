import { join } from 'node:path';
import { type CompiledStep, UetError } from '@uet/core';
import type { EngineContext } from '../engine/engine-context.js';
import { leaseWorktree } from '../gates/lease-worktree.js';
import type { Worktree } from '../git/index.js';
import { type ChangesSince, watchCheckouts } from './contamination.js';
import type { Lease } from './lease.js';
import { toolOf } from './price-attempt.js';
import { expressionScope, resolveStep } from './resolve-step.js';
import { runStep } from './run-step.js';
import { failureOf, type Work } from './work.js';

const nothing = { exitCode: null, baseCommit: null, change: null, outputs: {}, usage: null } as const;

/** Carries out one attempt: every way it can end is an answer, for the ledger has to hear of each. */
export async function runAttempt(context: EngineContext, lease: Lease): Promise<Work> {
  const logPath = join(context.home, 'logs', lease.run.id, lease.attempt.id);
  const startedMs = Date.now();
  let worktree: Worktree | null = null;
  let changedMeanwhile: ChangesSince = async () => [];
  try {
    const tool = toolOf(context, lease.attempt.tool_id);
    if (tool === null) throw new UetError('no_tool', `there is no tool ${lease.attempt.tool_id}`);
    const step = resolveStep(
      lease.task.step as unknown as CompiledStep,
      await expressionScope(context, lease),
    );
    let baseCommit: string | null = null;
    if (tool.needs_worktree !== false) {
      const session = await context.sessions.open(lease.run.repository);
      changedMeanwhile = await watchCheckouts(context, session, lease.run);
      baseCommit = await session.tipOf(lease.run);
      const marker = lease.attempt.id;
      worktree = await leaseWorktree(context, session, {
        run: lease.run,
        commit: baseCommit,
        logPath,
        marker,
      });
    }
    const done = await runStep(context, { lease, tool, step, worktree, logPath });
    return { ...done, baseCommit, logPath, worktree, contamination: await changedMeanwhile() };
  } catch (error) {
    const durationMs = Date.now() - startedMs;
    const contamination = await changedMeanwhile();
    return { ...nothing, ...failureOf(error), durationMs, logPath, worktree, contamination };
  }
}
