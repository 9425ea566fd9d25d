import { raiseBudget } from '@uet/runtime';
import type { Handlers } from '../api/app.js';

/** Answers what is asked of budgets. */
export const budgets: Handlers<'budgets'> = {
  list: ({ app, input }) => app.models.budgets.list(input),
  burn_down: ({ app, input }) => app.models.budgets.burn_down(input),
  raise: ({ app, caller, input: { budget_id: budgetId, max_cost_usd: maxCostUsd, reason } }) =>
    raiseBudget(app.session.context, budgetId, maxCostUsd, reason, caller.actor),
};
