import { allowsCall, planOfRun, Router, type Routing, type ToolMetrics } from '@uet/core';
import type { RunState, Task, WsStep } from '@uet/schemas';
import type { EngineContext } from '../engine/engine-context.js';
import { placeOf } from '../patches/place-of.js';
import { isBuiltIn, toolOfStep } from './built-in-tools.js';

/** Chooses the tool of a task: `no_tool` where none can do it. */
export async function routeTask(context: EngineContext, run: RunState, task: Task): Promise<Routing> {
  const step = task.step as WsStep;
  const named = toolOfStep(step);
  if (named !== null && isBuiltIn(named)) return namedRouting(named);
  const { routing } = planOfRun(run);
  const breakers = new Map((await context.store.list('circuit_breakers', {})).map((row) => [row.id, row]));
  const now = context.clock.now().toISOString();
  const allowed = run.config.tools;
  const tools = Object.entries(context.tools)
    .filter(
      ([id, { kind }]) => (named === id || kind === 'agent') && (allowed === null || allowed.includes(id)),
    )
    .map(([id, { capabilities }]) => ({
      id,
      capabilities: capabilities ?? [],
      available: named === id || allowsCall(breakers.get(id), now),
    }));
  const router = new Router({
    tools,
    rules: routing.rules ?? [],
    strategy: run.config.routing_strategy,
    escalateAfter: routing.escalate_after ?? (run.config.error_strategy === 'escalate' ? 1 : null),
    metrics: await toolMetrics(context),
  });
  const { phase, workstream } = await placeOf(context, task);
  return router.choose({
    task,
    phase: phase.key,
    workstream: workstream.key,
    tool: named,
    capabilities: step.capabilities ?? [],
    failedAttempts: task.attempts_used,
    turn: task.ordinal,
  });
}

function namedRouting(id: string): Routing {
  const candidates = [{ tool_id: id, score: null, rejected: null }];
  return { strategy: 'fixed', candidates, tool_id: id, rule: 'named by the task', fallback: false };
}

/** How many of the latest attempts the metrics look at. */
const metricsWindow = 500;

async function toolMetrics({ store }: EngineContext): Promise<Map<string, ToolMetrics>> {
  const attempts = await store.list(
    'attempts',
    { state: ['succeeded', 'failed'] },
    { order: 'desc', limit: metricsWindow },
  );
  const byTool = new Map<string, { attempts: number; succeeded: number; totalMs: number }>();
  for (const { tool_id: id, state, duration_ms: durationMs } of attempts) {
    const seen = byTool.get(id) ?? { attempts: 0, succeeded: 0, totalMs: 0 };
    seen.attempts += 1;
    seen.succeeded += state === 'succeeded' ? 1 : 0;
    seen.totalMs += durationMs ?? 0;
    byTool.set(id, seen);
  }
  return new Map(
    [...byTool].map(([id, { attempts: count, succeeded, totalMs }]) => [
      id,
      { attempts: count, successRate: succeeded / count, meanLatencyMs: totalMs / count },
    ]),
  );
}
