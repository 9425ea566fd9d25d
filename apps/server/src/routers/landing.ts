import type { Handlers } from '../api/app.js';

/** Answers what is asked of the lanes. */
export const landing: Handlers<'landing'> = {
  lanes: ({ app, input }) => app.models.landing.lanes(input),
};
