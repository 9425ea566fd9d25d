import { z } from 'zod';
import { budget, costRecord } from '../cost-record.js';
import { priceTable } from '../price-table.js';
import { count, decimal, instant, ulid } from '../primitives.js';
import { mutation, nothing, pageOf, pageRequest, query, reason } from './procedure.js';

/** What costs are added up by. */
export const costDimension = z.enum(['day', 'model', 'tool', 'template', 'run', 'task', 'resource_type']);

/** Costs that belong together. */
export const costLine = z.strictObject({
  key: z.string().describe('The day, model, tool, template, or id; empty for what has none'),
  label: z.string().describe('What to show for it'),
  cost_usd: decimal,
  records: count,
  unpriced: count.describe('How many of them have no price'),
  tokens_in: count,
  tokens_out: count,
  tokens_cached: count,
  compute_ms: count.describe('Compute time in milliseconds'),
  landed_patches: count.nullable().describe('Patches that landed for it; null where that makes no sense'),
});

const period = {
  run_id: ulid.nullable().default(null).describe('Only this run'),
  since: instant.nullable().default(null),
  until: instant.nullable().default(null),
};

/** The procedures about costs. */
export const costs = {
  by: query('viewer', 'Costs added up by one dimension, the dearest first, days in order', {
    input: z.strictObject({
      dimension: costDimension,
      ...period,
      limit: z.int().min(1).max(1000).default(100),
    }),
    output: z.strictObject({ items: z.array(costLine) }),
  }),
  summary: query('viewer', 'What everything cost, and each patch that landed', {
    input: z.strictObject(period),
    output: z.strictObject({
      cost_usd: decimal,
      landed_patches: count,
      cost_per_landed_patch_usd: decimal.nullable(),
      wasted_usd: decimal.describe('What attempts cost whose work did not land'),
      unpriced: count,
      tokens_in: count,
      tokens_out: count,
      tokens_cached: count,
      compute_ms: count,
    }),
  }),
  list: query('viewer', 'Single costs of a run, the newest first', {
    input: z.strictObject({ run_id: ulid, ...pageRequest }),
    output: pageOf(costRecord),
  }),
  prices: query('viewer', 'The price table in use', { input: nothing, output: priceTable }),
} as const;

/** The procedures about budgets. */
export const budgets = {
  list: query('viewer', 'Budgets; of one run, or all of runs that have not ended', {
    input: z.strictObject({ run_id: ulid.nullable().default(null) }),
    output: z.strictObject({ items: z.array(budget) }),
  }),
  burn_down: query('viewer', 'What was spent of the budget of a run over time', {
    input: z.strictObject({ run_id: ulid }),
    output: z.strictObject({
      max_cost_usd: decimal.nullable().describe('The limit; null where there is none'),
      warning_threshold: z.number().nullable(),
      points: z.array(z.strictObject({ at: instant, spent_usd: decimal })).describe('500 at most'),
    }),
  }),
  raise: mutation('admin', 'Sets a new limit for a budget', {
    input: z.strictObject({ budget_id: ulid, max_cost_usd: decimal, reason }),
    output: budget,
  }),
} as const;

/** Costs that belong together. */
export type CostLine = z.infer<typeof costLine>;
