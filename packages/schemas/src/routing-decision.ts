import { z } from 'zod';
import { instant, key, ulid } from './primitives.js';
import { routingStrategy } from './run-config.js';

/** The record of how a tool was chosen for an attempt. */
export const routingDecision = z
  .strictObject({
    id: ulid.describe('The id of the decision'),
    run_id: ulid.describe('The run'),
    task_id: ulid.describe('The task'),
    attempt_id: ulid.describe('The attempt'),
    strategy: routingStrategy,
    candidates: z
      .array(
        z
          .strictObject({
            tool_id: key.describe('The tool'),
            score: z.number().nullable().describe('Its score; null where the strategy gives none'),
            rejected: z.string().nullable().describe('Why it could not be taken; null where it could'),
          })
          .meta({ title: 'Candidate', description: 'A tool that was looked at' }),
      )
      .describe('The tools that were looked at, in order'),
    tool_id: key.describe('The tool that was chosen'),
    rule: z.string().describe('The rule that chose it, or why there was a fallback'),
    fallback: z.boolean().describe('Whether no rule yielded a candidate'),
    created_at: instant.describe('When it was decided'),
  })
  .meta({ title: 'Routing decision', description: 'How a tool was chosen for an attempt' });

/** A row of the table `routing_decisions`. */
export type RoutingDecision = z.infer<typeof routingDecision>;
