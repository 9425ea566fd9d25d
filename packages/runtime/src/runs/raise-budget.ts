import { type Actor, amount, CostTracker, UetError } from '@uet/core';
import type { Budget } from '@uet/schemas';
import { type EngineContext, transact } from '../engine/engine-context.js';
import { unfinished } from '../recovery/wake-runs.js';
import { rehome } from './rehome.js';

/** Sets a higher limit for a budget; a run that it kept from going on is planned anew. */
export async function raiseBudget(
  context: EngineContext,
  budgetId: string,
  maxCostUsd: string,
  reason: string,
  actor: Actor,
): Promise<Budget> {
  if (!/^\d+(\.\d+)?$/.test(maxCostUsd)) {
    throw new UetError('bad_argument', `"${maxCostUsd}" is not an amount of dollars`, {
      where: 'max_cost_usd',
      hint: 'write it as a decimal number, 12.50 say',
    });
  }
  return transact(context, actor, async (changes) => {
    const budget = await context.store.find('budgets', budgetId);
    const run = budget === null ? null : await context.store.find('runs', budget.run_id);
    if (budget === null || run === null) {
      throw new UetError('not_found', `there is no budget ${budgetId}`, { where: budgetId });
    }
    const raised = new CostTracker(changes).raise(budget, amount(maxCostUsd), reason);
    if (!unfinished.includes(run.state)) return raised;
    const { pool } = await rehome(context, changes, run);
    changes.enqueue({ name: 'tick', pool, subject: run.id });
    return raised;
  });
}
