import { setTimeout as wait } from 'node:timers/promises';
import { compileTemplate, parseTemplate, type Store } from '@uet/core';
import type { RunState } from '@uet/schemas';
import { digestOf } from '../../src/engine/digest.js';
import { type EngineContext, startRun } from '../../src/index.js';

/** What a run is started with. */
export interface TemplateRun {
  /** The template's text. */
  readonly text: string;
  readonly repository: string;
  readonly target: string | null;
  /** The worker pool; one of the run's own where absent. */
  readonly pool?: string | undefined;
  readonly slots: number;
}

/** Starts a run of a template without parameters. */
export async function startTemplate(
  context: EngineContext,
  { text, repository, target, pool, slots }: TemplateRun,
): Promise<RunState> {
  const { template } = parseTemplate(text, { file: 'template.yaml' });
  const compiled = compileTemplate(template, {});
  return startRun(context, {
    compiled,
    targetBranch: target,
    origin: 'manual',
    pool: pool ?? null,
    config: {
      template: 'template.yaml',
      template_sha256: digestOf(text),
      repository,
      parameters: {},
      max_concurrency: compiled.maxConcurrency ?? slots,
      timeout_s: 60,
      retries: 3,
      env: {},
      routing_strategy: 'auto',
      tools: null,
      budget: compiled.budget,
      error_strategy: compiled.errorStrategy,
    },
  });
}

const resting: readonly string[] = ['succeeded', 'failed', 'quarantined', 'canceled', 'paused'];

/** Looks at a run until it rests. */
export async function untilRest(store: Store, runId: string): Promise<RunState> {
  for (;;) {
    const run = await store.find('runs', runId);
    if (run !== null && resting.includes(run.state)) return run;
    await wait(20);
  }
}
