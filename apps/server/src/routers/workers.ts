import { pauseWorker, resumeWorker, shutdownWorker } from '@uet/runtime';
import type { Handlers } from '../api/app.js';

/** Answers what is asked of workers. */
export const workers: Handlers<'workers'> = {
  list: ({ app, input }) => app.models.workers.list(input),
  async pause({ app, caller, input }) {
    await pauseWorker(app.session.context, input.worker_id, input.reason ?? null, caller.actor);
    return {};
  },
  async resume({ app, caller, input }) {
    await resumeWorker(app.session.context, input.worker_id, input.reason ?? null, caller.actor);
    return {};
  },
  async shutdown({ app, caller, input }) {
    await shutdownWorker(app.session.context, input.worker_id, input.reason ?? null, caller.actor);
    return {};
  },
};
