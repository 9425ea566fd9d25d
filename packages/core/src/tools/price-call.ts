import type { PriceTable, Provenance, ToolCost } from '@uet/schemas';
import { type Amount, amount, sum, times } from '../costs/money.js';
import { findPrice } from './price-table.js';
import type { ToolUsage } from './usage/tool-usage.js';

/** What is known of one call of a tool when it is to be priced. */
export interface PricedCall {
  readonly usage: ToolUsage | null;
  /** True where the tool calls models, so that its price depends on `usage`. */
  readonly usesModels: boolean;
  readonly cost: ToolCost | null | undefined;
  readonly durationMs: number;
}

/** What a call cost, in US dollars, and how that is known; null where it is not. */
export interface CallPrice {
  readonly costUsd: Amount | null;
  readonly provenance: Provenance;
}

const perMillion = '0.000001';
const perMs = '0.001';

/** What the tokens cost by the table; null where the model or its price is not known. */
function priceTokens(usage: ToolUsage, table: PriceTable): Amount | null {
  const price = usage.model === null ? undefined : findPrice(table, usage.model);
  if (price === undefined) return null;
  const total = sum(
    times(amount(price.input), usage.tokensIn),
    times(amount(price.cached_input ?? price.input), usage.tokensCached),
    times(amount(price.output), usage.tokensOut),
  );
  return times(total, perMillion);
}

function priceModels({ usage, usesModels }: PricedCall, table: PriceTable): CallPrice {
  if (!usesModels) return { costUsd: '0', provenance: 'estimated' };
  if (usage === null) return { costUsd: null, provenance: 'unpriced' };
  if (usage.costUsd !== null) return { costUsd: usage.costUsd, provenance: 'reported' };
  const costUsd = priceTokens(usage, table);
  return { costUsd, provenance: costUsd === null ? 'unpriced' : 'estimated' };
}

/**
 * What one call of a tool cost: what the tool reports, else tokens × the price table, plus what the catalogue
 * asks for each call and second. Where the models cannot be priced the whole is unpriced, never zero.
 */
export function priceCall(call: PricedCall, table: PriceTable): CallPrice {
  const { costUsd, provenance } = priceModels(call, table);
  if (costUsd === null) return { costUsd, provenance };
  const seconds = times(perMs, call.durationMs);
  const own = sum(
    amount(call.cost?.per_call_usd ?? 0),
    times(amount(call.cost?.per_second_usd ?? 0), seconds),
  );
  return { costUsd: sum(costUsd, own), provenance };
}
