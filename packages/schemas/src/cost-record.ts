import { z } from 'zod';
import { count, decimal, instant, key, ulid } from './primitives.js';

/** What was used. */
export const resourceType = z.enum([
  'api_call',
  'tokens',
  'compute_time',
  'storage',
  'network',
  'tool_usage',
  'custom',
]);

/** Where a price comes from. */
export const provenance = z
  .enum(['reported', 'estimated', 'unpriced'])
  .describe('Told by the tool, computed from the price table, or not known');

/** The record of one use of one resource by one attempt. */
export const costRecord = z
  .strictObject({
    id: ulid.describe('The id of the record'),
    run_id: ulid.describe('The run'),
    task_id: ulid.describe('The task'),
    attempt_id: ulid.describe('The attempt'),
    tool_id: key.describe('The tool'),
    resource_type: resourceType.describe('What was used'),
    quantity: decimal.describe('How much of it'),
    unit: z.string().max(32).describe('The unit of the quantity, e.g. second or token'),
    unit_cost: decimal.nullable().describe('The price of one unit; null where it is not known'),
    total_cost: decimal.nullable().describe('The cost, exact; null where it is not known'),
    currency: z.literal('USD').describe('The currency'),
    provenance,
    model: z.string().nullable().describe('The model that was called'),
    tokens_in: count.nullable().describe('Tokens read'),
    tokens_out: count.nullable().describe('Tokens written'),
    tokens_cached: count.nullable().describe('Tokens read from a cache'),
    created_at: instant.describe('When it was recorded'),
  })
  .meta({ title: 'Cost', description: 'One use of one resource by one attempt' });

/** What a budget is for. */
export const budgetLevel = z.enum(['run', 'workstream', 'tool', 'task']);

/** The record of a budget: its limit, what is reserved for calls in flight, and what was spent. */
export const budget = z
  .strictObject({
    id: ulid.describe('The id of the budget'),
    run_id: ulid.describe('The run'),
    level: budgetLevel.describe('What the budget is for'),
    subject: z.string().describe('The id or key of what it is for'),
    version: count.describe('Grows by one with every change'),
    max_cost_usd: decimal.describe('The limit in US dollars'),
    warning_threshold: z.number().min(0).max(1).describe('The share of the limit at which to warn'),
    enforcement: z.enum(['warn', 'halt']).describe('What happens at 100 %'),
    reserved_usd: decimal.describe('Reserved for calls in flight'),
    spent_usd: decimal.describe('Spent and settled'),
    warned_at: instant.nullable().describe('When the threshold was passed'),
    exhausted_at: instant.nullable().describe('When the limit was reached'),
  })
  .meta({ title: 'Budget', description: 'A limit, what is reserved, and what was spent' });

/** What was used. */
export type ResourceType = z.infer<typeof resourceType>;
/** Where a price comes from. */
export type Provenance = z.infer<typeof provenance>;
/** A row of the table `costs`. */
export type CostRecord = z.infer<typeof costRecord>;
/** A row of the table `budgets`. */
export type Budget = z.infer<typeof budget>;
