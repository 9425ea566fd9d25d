import type { Handlers } from '../api/app.js';

/** Answers what is asked of gates. */
export const gates: Handlers<'gates'> = {
  list: ({ app, input }) => app.models.gates.list(input),
  get: ({ app, input }) => app.models.gates.get(input),
  history: ({ app, input }) => app.models.gates.history(input),
};
