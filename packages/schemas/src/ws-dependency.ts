import { z } from 'zod';

/** Names a task by its id, a workstream as `workstream:<id>`, a phase as `phase:<id>`. */
export const planReference = z
  .string()
  .regex(
    /^((workstream|phase):)?[A-Za-z][A-Za-z0-9_.-]{0,63}$/,
    'must be the id of a task, or workstream:<id>, or phase:<id>',
  )
  .describe('A task by its id, a workstream as workstream:<id>, a phase as phase:<id>');

/** How strict an edge is: `hard` waits for success, `soft` for any end, `gate` also for acceptance gates. */
export const dependencyKind = z
  .enum(['hard', 'soft', 'gate'])
  .describe('hard waits for success, soft for any end, gate for success and acceptance');

/** The level of what an edge waits for. */
export const dependencyLevel = z.enum(['task', 'workstream', 'phase']);

/** An edge of a plan, as written in a template. */
export const wsDependency = z
  .strictObject({
    from: planReference.describe('What has to be done first'),
    to: planReference.describe('What waits'),
    kind: dependencyKind,
    level: dependencyLevel.describe('The level of `from`: what is waited for'),
    satisfied: z.boolean().describe('Whether it waits no more'),
  })
  .meta({ title: 'Dependency', description: 'An edge of a plan: what waits for what' });

/** How strict an edge is. */
export type DependencyKind = z.infer<typeof dependencyKind>;
/** The level of what an edge waits for. */
export type DependencyLevel = z.infer<typeof dependencyLevel>;
/** An edge of a plan, as written in a template. */
export type WsDependency = z.infer<typeof wsDependency>;
