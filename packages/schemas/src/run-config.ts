import { z } from 'zod';
import { count, decimal, key, sha256, ulid } from './primitives.js';

/** Whether spending over a budget only warns, or stops what would spend more. */
export const enforcement = z.enum(['warn', 'halt']).describe('What happens at 100 %: warn, or halt');

/** What a run does when a critical task fails. */
export const errorStrategy = z
  .enum(['fail_fast', 'continue', 'escalate'])
  .describe('After a critical failure: stop, go on with the rest, or try the next tool and go on');

/** How the router picks among capable tools. */
export const routingStrategy = z
  .enum(['fixed', 'round_robin', 'metrics', 'auto'])
  .describe('How a tool is picked among those that can do a task');

/** What may be spent, and what happens on the way there. */
export const budgetLimit = z
  .strictObject({
    max_cost_usd: decimal.describe('The limit in US dollars'),
    warning_threshold: z.number().min(0).max(1).describe('The share of the limit at which to warn'),
    enforcement,
  })
  .meta({ title: 'Budget limit', description: 'What may be spent, and what happens on the way there' });

/** The value of a template parameter. */
export const parameterValue = z
  .union([
    z.string().describe('Text'),
    z.number().describe('A number'),
    z.boolean().describe('true or false'),
  ])
  .describe('A parameter value');

/** What a run is started with. */
export const runConfig = z
  .strictObject({
    template: z.string().min(1).describe('The path or name of the template'),
    template_sha256: sha256.describe('SHA-256 of the template text, in hex'),
    repository: z.string().min(1).describe('The absolute path of the repository'),
    target_branch: z.string().min(1).describe('The branch that verified work lands on'),
    parameters: z.record(z.string(), parameterValue).describe('The parameters of the template, resolved'),
    max_concurrency: z.int().min(1).max(1024).describe('How many tasks run at once'),
    timeout_s: count.default(1800).describe('Wall time of a task in seconds, 0 for none'),
    retries: z.int().min(1).max(100).default(3).describe('How often a task is tried'),
    env: z.record(z.string(), z.string()).describe('Environment variables for every task'),
    routing_strategy: routingStrategy,
    tools: z.array(key).nullable().describe('The tools that may be used; null for all'),
    budget: budgetLimit.nullable().describe('The budget of the run; null for none'),
    error_strategy: errorStrategy,
    retry_of: ulid.nullable().describe('The failed run that this one takes up again'),
  })
  .meta({ title: 'Run configuration', description: 'What a run is started with' });

/** The value of a parameter: text, a number, or a truth value. */
export type ParameterValue = z.infer<typeof parameterValue>;
/** A budget: limit, warning threshold, enforcement. */
export type BudgetLimit = z.infer<typeof budgetLimit>;
/** What a run is started with. */
export type RunConfig = z.infer<typeof runConfig>;
