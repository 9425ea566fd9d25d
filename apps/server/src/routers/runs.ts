import { cancelRun, deleteView, pauseRun, resumeRun, retryRun, saveView } from '@uet/runtime';
import type { Handlers } from '../api/app.js';
import { knownError } from '../api/errors.js';
import { startTemplateRun } from '../templates/start-template-run.js';

/** Answers what is asked of runs. */
export const runs: Handlers<'runs'> = {
  list: ({ app, input }) => app.models.runs.list(input),
  counts: ({ app, input }) => app.models.runs.counts(input),
  get: ({ app, input }) => app.models.runs.get(input),
  lines: ({ app, input }) => app.models.runs.lines(input),
  graph: ({ app, input }) => app.models.runs.graph(input),
  timeline: ({ app, input }) => app.models.runs.timeline(input),
  start: ({ app, caller, input }) => startTemplateRun(app, input, caller.actor),
  async pause({ app, caller, input }) {
    await pauseRun(app.session.context, input.run_id, input.reason ?? null, caller.actor);
    return {};
  },
  async resume({ app, caller, input }) {
    await resumeRun(app.session.context, input.run_id, caller.actor);
    return {};
  },
  async cancel({ app, caller, input: { run_id: id, now, reason } }) {
    await cancelRun(app.session.context, id, caller.actor, { now, reason: reason ?? null });
    return {};
  },
  async retry({ app, caller, input }) {
    const { id } = await retryRun(app.session.context, input.run_id, caller.actor);
    return { run_id: id };
  },
  cancel_many: ({ app, caller, input: { run_ids: ids, reason } }) =>
    each(ids, (id) => cancelRun(app.session.context, id, caller.actor, { reason: reason ?? null })),
  retry_many: ({ app, caller, input: { run_ids: ids } }) =>
    each(ids, (id) => retryRun(app.session.context, id, caller.actor)),
  views: ({ app, input }) => app.models.runs.views(input),
  save_view: ({ app, caller, input }) => saveView(app.session.context, input, caller.actor),
  async delete_view({ app, caller, input }) {
    await deleteView(app.session.context, input.view_id, caller.actor);
    return {};
  },
};

/** Does the same to one after the other; what is refused for one does not keep the others from it. */
async function each(ids: readonly string[], work: (id: string) => Promise<unknown>) {
  const results: Array<{ id: string; done: boolean; problem: string | null }> = [];
  for (const id of new Set(ids)) {
    const problem = await work(id).then(
      () => null,
      (error: unknown) => knownError(error).message,
    );
    results.push({ id, done: problem === null, problem });
  }
  return { results };
}
