import { z } from 'zod';
import { patchPolicy } from './patch-policy.js';
import { key, pathPattern } from './primitives.js';
import { classification, onFailure, priority } from './task.js';
import { planReference } from './ws-dependency.js';

/** Dollars as a number or an exact decimal. */
export const dollars = z
  .union([
    z.number().min(0).max(1_000_000_000),
    z.string().regex(/^\d{1,18}(\.\d{1,12})?$/, 'must be a decimal number such as 2.50'),
  ])
  .describe('US dollars, as a number or an exact decimal in quotes');

/** What may be spent, as people write it. */
export const budgetClause = z
  .strictObject({
    max_cost_usd: dollars.describe('The limit in US dollars'),
    warning_threshold: z
      .number()
      .min(0)
      .max(1)
      .optional()
      .meta({ description: 'The share of the limit at which to warn', default: 0.8 }),
    enforcement: z
      .enum(['warn', 'halt'])
      .optional()
      .meta({ description: 'What happens at 100 %: warn, or halt', default: 'halt' }),
  })
  .meta({ title: 'Budget', description: 'What may be spent' });

/** Environment variables; the values may hold expressions. */
export const environment = z
  .record(
    z.string().regex(/^[A-Za-z_][A-Za-z0-9_]{0,127}$/, 'must be letters, digits and underscores'),
    z.string().max(100_000),
  )
  .describe('Environment variables, by name; values may hold expressions');

/** A command: an argument array (may hold expressions), or a string for the shell (may not). */
export const command = z.union([
  z.array(z.string().max(100_000)).min(1).max(1000),
  z.string().min(1).max(100_000),
]);

/** Seconds, 0 for no limit, a week at most. */
export const seconds = z.number().min(0).max(604_800).describe('Seconds; 0 for no limit');

/** What may be written: globs relative to the root of the repository. */
export const scope = z.array(pathPattern).min(1).max(1000);

/** How often something is tried. */
export const attempts = z.int().min(1).max(100);

/** What a step waits for, where waiting for any end is enough. */
export const stepDependency = z
  .strictObject({
    task: planReference,
    kind: z.enum(['hard', 'soft']).describe('hard waits for success, soft for any end'),
  })
  .meta({ title: 'Dependency with its kind', description: 'What has to be done first, and how strictly' });

/** A task as it is written in a template. Exactly one of `run`, `tool`, `prompt` alone, `patch`, `noop`. */
export const wsStep = z
  .strictObject({
    id: key.describe('The id of the task, unique in the whole template'),
    title: z.string().min(1).max(200).optional().describe('The title for people; the id where absent'),
    run: command.optional().describe('The command: an argument array, or a string that the shell runs'),
    tool: key.optional().describe('The tool of the catalogue that does the task'),
    prompt: z
      .string()
      .min(1)
      .max(1_000_000)
      .optional()
      .describe('What the tool is asked to do; without `tool`, the router chooses one'),
    args: z.array(z.string().max(100_000)).max(1000).optional().describe('More arguments for the tool'),
    model: z.string().min(1).max(200).optional().describe('The model that the tool is to call'),
    patch: z
      .string()
      .min(1)
      .max(4096)
      .optional()
      .describe('A ready-made patch or mailbox, as a path relative to the template'),
    noop: z.literal(true).optional().describe('Does nothing: a point for others to wait for'),
    cwd: z.string().min(1).max(4096).optional().describe('The working directory, relative to the repository'),
    env: environment.optional().describe('Environment variables of this task'),
    depends_on: z
      .array(z.union([planReference, stepDependency]))
      .max(10_000)
      .optional()
      .describe('What has to be done first: task ids, workstream:<id>, phase:<id>'),
    timeout_s: seconds.optional().describe('Wall time in seconds; 0 for no limit'),
    idle_timeout_s: seconds.optional().describe('Seconds without output; 0 for no limit'),
    retries: attempts.optional().describe('How often the task is tried'),
    critical: z
      .boolean()
      .optional()
      .meta({ description: 'Whether its failure fails the workstream', default: true }),
    condition: z
      .string()
      .min(1)
      .max(10_000)
      .optional()
      .describe('An expression; where it is false, the task is skipped'),
    on_failure: onFailure.optional(),
    scope: scope.optional().describe('What the task may write; the scope of the workstream where absent'),
    gates: z
      .array(key)
      .max(100)
      .optional()
      .describe('Gates that the patch of this task must also pass, beside the landing gates'),
    budget: budgetClause.optional().describe('What the task may cost'),
    parallel: z
      .boolean()
      .optional()
      .meta({ description: 'False: nothing else of the run runs beside it', default: true }),
    conflict_group: z.string().min(1).max(64).optional().describe('Tasks of one group never run together'),
    priority: priority.optional(),
    kind: z.string().min(1).max(64).optional().describe('A free word such as codemod, feature, docs, fix'),
    classification: classification.optional(),
    capabilities: z.array(key).max(100).optional().describe('What a tool must be able to do'),
    policy: patchPolicy.optional().describe('Tightens the patch policy for this task'),
    commit: z
      .strictObject({
        message: z.string().min(1).max(100_000).optional().describe('The message; may hold expressions'),
      })
      .optional()
      .describe('How the work is committed'),
    approval: z
      .boolean()
      .optional()
      .meta({ description: 'True: a person has to approve the patch before it may land', default: false }),
    expects_change: z
      .boolean()
      .optional()
      .describe('True: a result without changes is a failure. Absent: it completes without a patch'),
  })
  .meta({ title: 'Step', description: 'A task as it is written in a template' });

/** What may be spent, as people write it. */
export type BudgetClause = z.infer<typeof budgetClause>;
/** A command: an argument array, or a string for the shell. */
export type Command = z.infer<typeof command>;
/** A dependency of a step with its kind. */
export type StepDependency = z.infer<typeof stepDependency>;
/** A task as it is written in a template. */
export type WsStep = z.infer<typeof wsStep>;
