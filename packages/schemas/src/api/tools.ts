import { z } from 'zod';
import { circuitBreaker } from '../circuit-breaker.js';
import { count, decimal, key } from '../primitives.js';
import { tool } from '../tool-catalog.js';
import { done, mutation, nothing, query, reason } from './procedure.js';

/** A tool with what it did in the last 30 days. */
export const toolLine = z.strictObject({
  tool_id: key.describe('The tool'),
  title: z.string(),
  kind: z.string(),
  capabilities: z.array(z.string()),
  available: z.boolean().nullable().describe('Whether its program is there; null where that is not known'),
  version: z.string().nullable().describe('What its program says of itself'),
  message: z
    .string()
    .nullable()
    .describe('Why it cannot be used, or how to install it; null where that is not known'),
  breaker: circuitBreaker.nullable().describe('Its breaker; null where it was never used'),
  attempts: count,
  succeeded: count,
  success_rate: z.number().min(0).max(1).nullable(),
  mean_duration_ms: count.nullable(),
  p95_duration_ms: count.nullable(),
  cost_usd: decimal,
  landed_patches: count,
});

/** The procedures about tools. */
export const tools = {
  list: query('viewer', 'The tools of the catalogue with what they did', {
    input: z.strictObject({
      probe: z.boolean().default(false).describe('Also looks whether they are there'),
    }),
    output: z.strictObject({ items: z.array(toolLine) }),
  }),
  get: query('viewer', 'One tool as the catalogue has it', {
    input: z.strictObject({ tool_id: key }),
    output: z.strictObject({ line: toolLine, definition: tool }),
  }),
} as const;

/** The procedures about breakers. */
export const breakers = {
  list: query('viewer', 'The breakers of all tools', {
    input: nothing,
    output: z.strictObject({ items: z.array(circuitBreaker) }),
  }),
  force_open: mutation('operator', 'Stops calling a tool until its breaker is reset', {
    input: z.strictObject({ tool_id: key, reason }),
    output: done,
  }),
  reset: mutation('operator', 'Calls a tool again', {
    input: z.strictObject({ tool_id: key, reason: reason.optional() }),
    output: done,
  }),
} as const;

/** A tool with what it did. */
export type ToolLine = z.infer<typeof toolLine>;
