import { z } from 'zod';
import { count } from './primitives.js';

/** What the report of a gate has to show for the gate to pass. */
export const gateCriteria = z
  .strictObject({
    min_coverage: z
      .number()
      .min(0)
      .max(100)
      .optional()
      .describe('The least line coverage in percent; without it the gate asks for no coverage'),
    max_failures: count.optional().describe('How many cases may fail; without it none'),
    required_tests: z
      .array(z.string().min(1).describe('`name`, `suite > name` or `file > name`'))
      .optional()
      .describe('Cases that have to be in the report, and to have passed'),
  })
  .meta({
    title: 'Gate criteria',
    description: 'What the report of a gate has to show for the gate to pass',
  });

/** What the report of a gate has to show. */
export type GateCriteria = z.infer<typeof gateCriteria>;
