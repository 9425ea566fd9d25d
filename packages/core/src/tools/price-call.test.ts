import type { PriceTable } from '@uet/schemas';
import { describe, expect, it } from 'vitest';
import { priceCall } from './price-call.js';
import type { ToolUsage } from './usage/tool-usage.js';

const price = { source: 'https://example.org/prices', as_of: '2026-10-01' };
const table: PriceTable = {
  prices: 'v1',
  currency: 'USD',
  models: [{ ...price, models: ['big'], input: 3, cached_input: '0.30', output: 15 }],
};
const usage: ToolUsage = {
  model: 'big',
  tokensIn: 1_000,
  tokensOut: 200,
  tokensCached: 10_000,
  calls: 3,
  costUsd: null,
  outcomeText: null,
  isError: false,
};
const call = { usage, usesModels: true, cost: null, durationMs: 1_500 };

describe('priceCall', () => {
  it('takes what the tool reports before the table', () => {
    const reported = { ...call, usage: { ...usage, costUsd: '0.123456789' } };
    expect(priceCall(reported, table)).toEqual({ costUsd: '0.123456789', provenance: 'reported' });
  });

  it('prices tokens by the table, exactly', () => {
    expect(priceCall(call, table)).toEqual({ costUsd: '0.009', provenance: 'estimated' });
  });

  it('prices cached tokens as read ones where the table has no price for them', () => {
    const models = table.models.map(({ cached_input: _, ...rest }) => rest);
    expect(priceCall(call, { ...table, models }).costUsd).toBe('0.036');
  });

  it('says unpriced, not zero, where model, price or usage is not known', () => {
    const unpriced = { costUsd: null, provenance: 'unpriced' };
    expect(priceCall({ ...call, usage: null }, table)).toEqual(unpriced);
    expect(priceCall({ ...call, usage: { ...usage, model: null } }, table)).toEqual(unpriced);
    expect(priceCall({ ...call, usage: { ...usage, model: 'other' } }, table)).toEqual(unpriced);
    expect(priceCall({ ...call, usage: null, cost: { per_call_usd: 1 } }, table)).toEqual(unpriced);
  });

  it('adds what the tool itself costs, by call and by second', () => {
    const cost = { per_call_usd: '0.01', per_second_usd: 0.002 };
    expect(priceCall({ ...call, cost }, table).costUsd).toBe('0.022');
    const program = { usage: null, usesModels: false, cost, durationMs: 1_500 };
    expect(priceCall(program, table)).toEqual({ costUsd: '0.013', provenance: 'estimated' });
    expect(priceCall({ ...program, cost: undefined }, table)).toEqual({
      costUsd: '0',
      provenance: 'estimated',
    });
  });
});
