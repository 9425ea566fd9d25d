import type { Actor } from '@uet/core';
import type { BudgetLimit, RunConfig, RunOrigin } from '@uet/schemas';
import type { ReadyTemplate } from '../templates/ready-template.js';
import type { RequestKey } from './idempotency-key.js';
import type { RunRequest } from './start-run.js';

/** What a person or a service wants beside the template and its parameters. */
export interface RunWish {
  /** The top of the repository. */
  readonly repository: string;
  /** The branch that work lands on; null for one of the run's own. */
  readonly targetBranch: string | null;
  readonly origin: RunOrigin;
  /** The worker pool that serves it; null for one of its own. */
  readonly pool: string | null;
  /** The name or path by which the template is known. */
  readonly name: string;
  /** How many tasks run at once; what the template says where absent, else 4. */
  readonly maxConcurrency?: number | undefined;
  /** Null for none; what the template says where absent. */
  readonly budget?: BudgetLimit | null | undefined;
  /** The tools that may be used; null for all. */
  readonly tools?: readonly string[] | null | undefined;
  /** Who starts it; the program itself where absent. */
  readonly actor?: Actor;
  /** The same request again, with the same key, answers the run of the first. */
  readonly idempotencyKey?: RequestKey | undefined;
}

const defaultConcurrency = 4;

/** A wish as the request of a run, with what the template and this program say where it is silent. */
export function requestOf(ready: ReadyTemplate, wish: RunWish): RunRequest {
  const { compiled, template, parameters } = ready;
  const config: RunRequest['config'] = {
    template: wish.name,
    template_sha256: ready.sha256,
    repository: wish.repository,
    parameters,
    max_concurrency: wish.maxConcurrency ?? compiled.maxConcurrency ?? defaultConcurrency,
    timeout_s: template.defaults?.timeout_s ?? 1800,
    retries: template.defaults?.retries ?? 3,
    env: {},
    routing_strategy: compiled.routing.strategy ?? 'auto',
    tools: toolsOf(wish.tools),
    budget: wish.budget === undefined ? compiled.budget : wish.budget,
    error_strategy: compiled.errorStrategy,
  };
  const { text, path } = ready.source;
  return {
    compiled,
    existing: pathsToExist(ready),
    config,
    targetBranch: wish.targetBranch,
    origin: wish.origin,
    pool: wish.pool,
    source: { text, path, metadata: template.metadata },
    actor: wish.actor,
    idempotencyKey: wish.idempotencyKey,
  };
}

const toolsOf = (tools: RunWish['tools']): RunConfig['tools'] =>
  tools === undefined || tools === null ? null : [...tools];

/** The path parameters that were given a value and must name something in the base commit. */
function pathsToExist({ template, parameters }: ReadyTemplate): string[] {
  const declared = Object.entries(template.parameters ?? {});
  return declared.flatMap(([name, { type, ...rest }]) =>
    type === 'path' && 'must_exist' in rest && rest.must_exist === true && name in parameters ? [name] : [],
  );
}
