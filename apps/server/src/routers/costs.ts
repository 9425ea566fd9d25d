import type { Handlers } from '../api/app.js';

/** Answers what is asked of costs. */
export const costs: Handlers<'costs'> = {
  by: ({ app, input }) => app.models.costs.by(input),
  summary: ({ app, input }) => app.models.costs.summary(input),
  list: ({ app, input }) => app.models.costs.list(input),
  prices: async ({ app }) => app.session.context.prices,
};
