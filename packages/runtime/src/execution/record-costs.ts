import { CircuitBreaker, CostTracker, compare, retryAfterMs, sum, zero } from '@uet/core';
import { isBuiltIn } from './built-in-tools.js';
import { budgetsOf } from './lease.js';
import { priceAttempt, toolOf } from './price-attempt.js';
import type { Settling } from './settling.js';

/** Records what the attempt cost, and settles its reservation. */
export async function recordCosts({ context, changes, run, task, attempt, work }: Settling): Promise<void> {
  const tool = toolOf(context, attempt.tool_id);
  if (tool === null || tool.kind === 'noop' || tool.kind === 'patch') return;
  const { costs, totalUsd, isWhole } = priceAttempt(context.prices, tool, work);
  for (const cost of costs) {
    changes.insert('costs', {
      ...cost,
      id: changes.newId(),
      run_id: run.id,
      task_id: task.id,
      attempt_id: attempt.id,
      tool_id: attempt.tool_id,
      currency: 'USD',
      created_at: changes.now,
    });
  }
  const budgets = await budgetsOf(context, run, task, attempt.tool_id);
  new CostTracker(changes).settle(budgets, attempt.reserved_usd ?? zero, totalUsd, isWhole);
  if (compare(totalUsd, zero) > 0) changes.change('runs', run, { cost_usd: sum(run.cost_usd, totalUsd) });
}

/** The failures that speak of the tool rather than of its work. */
const toolFailures: ReadonlySet<string> = new Set([
  'exit_code',
  'wall_timeout',
  'idle_timeout',
  'spawn_error',
]);

/** Tells the tool's breaker how the call went. */
export async function recordBreaker({ context, changes, attempt, work }: Settling): Promise<void> {
  if (isBuiltIn(attempt.tool_id) || work.result === 'canceled' || work.hindrance !== null) return;
  const breaker = await context.store.find('circuit_breakers', attempt.tool_id);
  if (breaker === null) return;
  const breakers = new CircuitBreaker(changes);
  if (work.result === 'succeeded') breakers.recordSuccess(breaker);
  else if (toolFailures.has(work.failureKind ?? '')) {
    breakers.recordFailure(breaker, work.message, retryAfterMs(work.message));
  }
}
