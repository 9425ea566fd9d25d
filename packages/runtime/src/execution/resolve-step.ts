import { type CompiledStep, type ExpressionScope, interpolate, type TaskResult } from '@uet/core';
import type { EngineContext } from '../engine/engine-context.js';
import type { Lease } from './lease.js';

/** What the expressions of a step can look up when it runs. */
export async function expressionScope(
  context: EngineContext,
  { run, task, attempt }: Lease,
): Promise<ExpressionScope> {
  const tasks: Record<string, TaskResult> = {};
  if (JSON.stringify(task.step).includes('${{')) {
    for (const { key, state, outputs } of await context.store.list('tasks', { run_id: run.id })) {
      tasks[key] = { state, outputs };
    }
  }
  return {
    params: run.config.parameters,
    run: { id: run.id, target: run.target_branch, repository: run.repository },
    task: { id: task.key },
    attempt: { number: attempt.number },
    tasks,
  };
}

/** A step with every expression replaced: arguments, prompt, environment, folder, message. */
export function resolveStep(step: CompiledStep, scope: ExpressionScope): CompiledStep {
  const text = (value: string): string => interpolate(value, scope);
  return {
    ...step,
    ...(Array.isArray(step.run) ? { run: step.run.map(text) } : {}),
    ...(step.args === undefined ? {} : { args: step.args.map(text) }),
    ...(step.prompt === undefined ? {} : { prompt: text(step.prompt) }),
    ...(step.model === undefined ? {} : { model: text(step.model) }),
    ...(step.cwd === undefined ? {} : { cwd: text(step.cwd) }),
    ...(step.commit?.message === undefined ? {} : { commit: { message: text(step.commit.message) } }),
    env: Object.fromEntries(Object.entries(step.env).map(([name, value]) => [name, text(value)])),
  };
}
