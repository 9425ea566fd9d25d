import { z } from 'zod';
import { docMetadata } from './doc-metadata.js';
import { gateCriteria } from './gate-criteria.js';
import { patchPolicy } from './patch-policy.js';
import { key, pathPattern } from './primitives.js';
import { errorStrategy, routingStrategy } from './run-config.js';
import { onFailure, priority } from './task.js';
import { templateParameter } from './template-parameter.js';
import { reportFormat } from './test-execution-record.js';
import { gateType } from './test-gate.js';
import { planReference } from './ws-dependency.js';
import { attempts, budgetClause, command, dollars, environment, scope, seconds, wsStep } from './ws-step.js';

/** How a coverage report is read. */
export const coverageFormat = z
  .enum(['lcov', 'cobertura', 'json_summary'])
  .describe('How the coverage report is read; json_summary is what vitest, jest, c8 and nyc write');

/** A command whose structured report decides whether a tree is good, as it is written in a template. */
export const gateClause = z
  .strictObject({
    type: gateType,
    run: command.describe('The command: an argument array, or a string that the shell runs'),
    report: z
      .strictObject({
        format: reportFormat,
        path: pathPattern.optional().describe('The report file; standard output where absent'),
      })
      .describe('Where the result stands'),
    coverage: z
      .strictObject({ format: coverageFormat, path: pathPattern.describe('The coverage file') })
      .optional()
      .describe('Where the coverage stands'),
    criteria: gateCriteria.optional().describe('What has to hold; no failures where absent'),
    timeout_s: seconds
      .optional()
      .meta({ description: 'Wall time in seconds; 0 for no limit', default: 1800 }),
    when: z.enum(['landing', 'acceptance']).optional().meta({
      description: 'landing: on every patch. acceptance: only where it is named',
      default: 'landing',
    }),
    env: environment.optional().describe('Environment variables of this gate'),
    description: z.string().max(1000).optional().describe('What the gate checks'),
  })
  .meta({ title: 'Gate', description: 'A command whose report decides whether a tree is good' });

/** What prepares a worktree before work starts in it. */
export const setupClause = z
  .strictObject({
    run: command.describe('The command, e.g. [npm, ci]'),
    inputs: z.array(pathPattern).max(100).optional().describe('Files whose change makes it run again'),
    keep: z.array(pathPattern).max(100).optional().describe('Ignored paths that are kept between uses'),
    timeout_s: seconds
      .optional()
      .meta({ description: 'Wall time in seconds; 0 for no limit', default: 1800 }),
  })
  .describe('What prepares a worktree');

/** Which tools do which tasks. */
export const routingClause = z
  .strictObject({
    strategy: routingStrategy.optional(),
    rules: z
      .array(
        z
          .strictObject({
            when: z
              .strictObject({
                kind: z.string().min(1).max(64).optional().describe('The kind of the task'),
                domain: z.string().min(1).max(64).optional().describe('Its domain'),
                capability: key.optional().describe('A capability that it asks for'),
                complexity: z.enum(['low', 'medium', 'high']).optional().describe('Its complexity'),
                risk_tier: z.enum(['low', 'medium', 'high']).optional().describe('Its risk tier'),
                workstream: key.optional().describe('Its workstream'),
                phase: key.optional().describe('Its phase'),
              })
              .describe('What a task must match; all that is given; empty for every task'),
            use: z.array(key).min(1).max(100).describe('The tools, the preferred one first'),
          })
          .meta({ title: 'Routing rule', description: 'Which tools do the tasks that match' }),
      )
      .max(1000)
      .optional()
      .describe('The first rule that matches and has a tool decides'),
    escalate_after: attempts.optional().describe('Failed attempts after which the next tool is taken'),
  })
  .describe('Which tools do which tasks');

/** What holds for every task that does not say otherwise. */
export const stepDefaults = z
  .strictObject({
    timeout_s: seconds
      .optional()
      .meta({ description: 'Wall time of a task in seconds; 0 for no limit', default: 1800 }),
    idle_timeout_s: seconds
      .optional()
      .meta({ description: 'Seconds without output; 0 for no limit', default: 120 }),
    retries: attempts.optional().meta({ description: 'How often a task is tried', default: 3 }),
    on_failure: onFailure.optional(),
    priority: priority.optional(),
  })
  .describe('What holds for every task that does not say otherwise');

/** Tasks that belong together, as they are written in a template. */
export const workstreamClause = z
  .strictObject({
    id: key.describe('The id of the workstream, unique in the template'),
    title: z.string().min(1).max(200).optional().describe('The title for people; the id where absent'),
    depends_on: z
      .array(planReference)
      .max(10_000)
      .optional()
      .describe('What has to be done first: workstream ids, phase:<id>'),
    scope: scope.optional().describe('What its tasks may write; anything where absent'),
    critical: z
      .boolean()
      .optional()
      .meta({ description: 'Whether its failure fails the run', default: true }),
    max_concurrency: z.int().min(1).max(1024).optional().describe('How many of its tasks run at once'),
    policy: patchPolicy.optional().describe('Tightens the patch policy for this workstream'),
    budget: budgetClause.optional().describe('What the workstream may cost'),
    env: environment.optional().describe('Environment variables of its tasks'),
    tasks: z.array(wsStep).describe('The tasks'),
  })
  .meta({ title: 'Workstream', description: 'Tasks that belong together' });

/** A milestone, as it is written in a template. */
export const phaseClause = z
  .strictObject({
    id: key.describe('The id of the phase, unique in the template'),
    title: z.string().min(1).max(200).optional().describe('The title for people; the id where absent'),
    depends_on: z.array(key).max(1000).optional().describe('Phases that have to be done first'),
    acceptance: z.array(key).max(100).optional().describe('Gates that must pass once its work has landed'),
    policy: patchPolicy.optional().describe('Tightens the patch policy for this phase'),
    workstreams: z.array(workstreamClause).describe('The workstreams'),
  })
  .meta({ title: 'Phase', description: 'A milestone; holds workstreams' });

/** What work is to be done, with typed parameters: the document that people write. */
export const template = z
  .strictObject({
    template: z.literal('v1').describe('The version of this format: v1'),
    metadata: docMetadata.describe('What the template is called, and who answers for it'),
    parameters: z
      .record(
        z.string().regex(/^[a-z][a-z0-9_]{0,47}$/, 'must be lower-case letters, digits and underscores'),
        templateParameter,
      )
      .optional()
      .describe('The parameters, by name'),
    env: environment.optional().describe('Environment variables of every task and gate'),
    setup: setupClause.optional(),
    gates: z.record(key, gateClause).optional().describe('The gates, by name'),
    policy: patchPolicy.optional().describe('What patches may touch, and how large they may be'),
    budget: budgetClause
      .extend({ max_cost_per_task_usd: dollars.optional().describe('The limit for each task in US dollars') })
      .optional()
      .describe('What the run may cost'),
    routing: routingClause.optional(),
    max_concurrency: z.int().min(1).max(1024).optional().describe('How many tasks run at once'),
    error_strategy: errorStrategy.optional().meta({
      description: 'After a critical failure: stop, go on with the rest, or try the next tool and go on',
      default: 'continue',
    }),
    defaults: stepDefaults.optional(),
    phases: z.array(phaseClause).min(1).max(1000).describe('The phases'),
  })
  .meta({ title: 'Template', description: 'What work is to be done, with typed parameters' });

/** How a coverage report is read. */
export type CoverageFormat = z.infer<typeof coverageFormat>;
/** A gate as it is written in a template. */
export type GateClause = z.infer<typeof gateClause>;
/** What prepares a worktree before work starts in it. */
export type SetupClause = z.infer<typeof setupClause>;
/** Which tools do which tasks. */
export type RoutingClause = z.infer<typeof routingClause>;
/** What holds for every task that does not say otherwise. */
export type StepDefaults = z.infer<typeof stepDefaults>;
/** A workstream as it is written in a template. */
export type WorkstreamClause = z.infer<typeof workstreamClause>;
/** A phase as it is written in a template. */
export type PhaseClause = z.infer<typeof phaseClause>;
/** What work is to be done, with typed parameters. */
export type Template = z.infer<typeof template>;
