import { z } from 'zod';
import { count, decimal, instant, key, pathPattern } from '../primitives.js';
import { parameterValue } from '../run-config.js';
import { storedTemplate } from '../stored-template.js';
import { priority } from '../task.js';
import { templateParameter } from '../template-parameter.js';
import { gateType } from '../test-gate.js';
import { dependencyKind, dependencyLevel } from '../ws-dependency.js';
import { done, mutation, nothing, query } from './procedure.js';

/** A fault of a template or parameter: what, where, and what to do. */
export const problem = z.strictObject({
  message: z.string().describe('What is wrong'),
  line: z.int().nullable().describe('The line, from 1'),
  column: z.int().nullable().describe('The column, from 1'),
  path: z.string().nullable().describe('Where in the document, e.g. phases[0].id; or the parameter'),
  hint: z.string().nullable().describe('What to do'),
});

/** A template as the gallery shows it. */
export const templateLine = storedTemplate.omit({ text: true }).extend({
  tasks: count.nullable().describe('How many tasks it has; null where it cannot be read'),
  runs: count.describe('How often it was run'),
  succeeded: count.describe('How many of those succeeded'),
  mean_cost_usd: decimal.nullable().describe('What a run cost on average'),
  mean_duration_ms: count.nullable().describe('How long a run took on average'),
});

/** What a template would do: its graph, before anything runs. */
export const templatePlan = z.strictObject({
  phases: z.array(z.strictObject({ key, title: z.string() })),
  workstreams: z.array(z.strictObject({ key, title: z.string(), phase: key })),
  tasks: z.array(
    z.strictObject({
      key,
      title: z.string(),
      phase: key,
      workstream: key,
      wave: count.describe('The longest chain of dependencies before it'),
      tool: z.string().nullable().describe('The tool; null where the router chooses'),
      kind: z.string().nullable(),
      priority,
      scope: z.array(pathPattern),
      critical: z.boolean(),
      approval: z.boolean().describe('Whether a person has to approve its patch'),
      condition: z.string().nullable(),
    }),
  ),
  edges: z.array(
    z.strictObject({ from: z.string(), to: z.string(), kind: dependencyKind, level: dependencyLevel }),
  ),
  waves: z.array(z.array(key)).describe('What can run at once, in order'),
  critical_path: z.array(key).describe('The longest chain of tasks'),
  conflicts: z
    .array(z.strictObject({ tasks: z.array(key), scope: z.string() }))
    .describe('Tasks that may write the same files and are kept apart'),
  gates: z.array(z.strictObject({ name: key, type: gateType, when: z.string(), command: z.string() })),
  estimate: z
    .strictObject({
      cost_usd: decimal
        .nullable()
        .describe('What tasks of these tools cost on average; null without history'),
      duration_ms: count.nullable().describe('How long the critical path took on average'),
      tasks_without_history: count.describe('How many tasks the estimate knows nothing of'),
    })
    .describe('What earlier runs let expect'),
});

const given = {
  name: key.optional().describe('The name of a stored template'),
  text: z.string().max(4_194_304).optional().describe('The template itself'),
  path: z.string().max(4096).optional().describe('The file that the text stands in'),
};

/** The procedures about templates. */
export const templates = {
  list: query('viewer', 'Every stored template', {
    input: nothing,
    output: z.strictObject({ items: z.array(templateLine) }),
  }),
  get: query('viewer', 'One stored template', {
    input: z.strictObject({ name: key }),
    output: z.strictObject({
      template: templateLine,
      text: z.string(),
      parameters: z.record(z.string(), templateParameter).describe('The parameters, by name'),
      repositories: z.array(z.string()).describe('Where it was run before, the latest first'),
    }),
  }),
  check: query('viewer', 'Says what is wrong with a template, or nothing', {
    input: z.strictObject(given),
    output: z.strictObject({ valid: z.boolean(), problems: z.array(problem) }),
  }),
  plan: query('viewer', 'What a template would do with these parameters; nothing runs', {
    input: z.strictObject({
      ...given,
      parameters: z.record(z.string(), parameterValue).default({}),
      repository: z.string().max(4096).nullable().default(null).describe('Checked as well, where given'),
      target_branch: z.string().max(1024).nullable().default(null),
    }),
    output: z.strictObject({
      valid: z.boolean(),
      problems: z.array(problem),
      plan: templatePlan.nullable().describe('Null where the template or a parameter is not valid'),
    }),
  }),
  save: mutation('operator', 'Saves a template under the name in its header', {
    input: z.strictObject({
      text: z.string().min(1).max(4_194_304),
      path: z.string().max(4096).nullable().default(null),
      expected_version: count
        .nullable()
        .default(null)
        .describe('Refused where somebody else saved meanwhile'),
    }),
    output: z.strictObject({ name: key, version: count, updated_at: instant }),
  }),
  remove: mutation('admin', 'Removes a template; its runs stay', {
    input: z.strictObject({ name: key }),
    output: done,
  }),
} as const;

/** A fault of a template or parameter. */
export type Problem = z.infer<typeof problem>;
/** A template as the gallery shows it. */
export type TemplateLine = z.infer<typeof templateLine>;
/** What a template would do. */
export type TemplatePlan = z.infer<typeof templatePlan>;
