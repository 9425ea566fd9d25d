import type { Actor } from '@uet/core';
import { inspectRepository, readyTemplate, requestOf, startRunOnce } from '@uet/runtime';
import type { contract, OutputOf, RequestOf } from '@uet/schemas/api';
import type { App } from '../api/app.js';
import { sourceOf } from './template-source.js';

type Start = (typeof contract)['runs']['start'];

/** The pool that the workers of a server take their jobs from. */
export const serverPool = 'main';

/** Starts a run as it is asked for; the same idempotency key again answers the run of the first time. */
export async function startTemplateRun(
  app: App,
  request: RequestOf<Start>,
  actor: Actor,
): Promise<OutputOf<Start>> {
  const { context } = app.session;
  const { template: name, template_text: text, template_path: path, idempotency_key: key } = request;
  const source = await sourceOf(app, { name, text, path });
  const ready = await readyTemplate(source, request.parameters, context.tools);
  const { root } = await inspectRepository(request.repository);
  const wanted = requestOf(ready, {
    repository: root,
    targetBranch: request.target_branch?.replace(/^refs\/heads\//, '') ?? null,
    origin: 'api',
    pool: serverPool,
    name: source.name,
    maxConcurrency: request.max_concurrency,
    budget: request.budget,
    tools: request.tools,
    actor,
    idempotencyKey: key === undefined ? undefined : { actor, key },
  });
  const { run, created } = await startRunOnce(context, wanted);
  return { run_id: run.id, created };
}
