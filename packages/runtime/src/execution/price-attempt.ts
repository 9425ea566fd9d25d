import { type Amount, amount, findPrice, priceCall, sum, type ToolUsage, times, zero } from '@uet/core';
import type { CostRecord, PriceTable, Task, Tool, WsStep } from '@uet/schemas';
import type { EngineContext } from '../engine/engine-context.js';
import { builtInTools } from './built-in-tools.js';

/** A cost before it is recorded. */
export type Cost = Pick<
  CostRecord,
  | 'resource_type'
  | 'quantity'
  | 'unit'
  | 'unit_cost'
  | 'total_cost'
  | 'provenance'
  | 'model'
  | 'tokens_in'
  | 'tokens_out'
  | 'tokens_cached'
>;

/** The tool of an id: of the catalogue, or built in. */
export function toolOf(context: EngineContext, toolId: string): Tool | null {
  const builtIn: Record<string, Tool> = builtInTools;
  return context.tools[toolId] ?? builtIn[toolId] ?? null;
}

/**
 * What is reserved before an attempt, in US dollars: zero, for no call tells its price beforehand, so that a budget
 * is overshot by the calls in flight at most. Null where the call cannot be priced at all.
 */
export function estimateOf(context: EngineContext, task: Task, toolId: string): Amount | null {
  const tool = toolOf(context, toolId);
  const isFree = tool !== null && tool.kind !== 'agent';
  return isFree || (tool !== null && isPriceable(context, tool, task)) ? zero : null;
}

/** True where the tool tells its cost, or its tokens for a model of the price table. */
function isPriceable(context: EngineContext, tool: Tool, task: Task): boolean {
  if (tool.cost?.per_call_usd !== undefined || tool.cost?.per_second_usd !== undefined) return true;
  const reader = tool.usage?.reader ?? 'none';
  if (reader === 'claude_json' || reader === 'aider_text') return true;
  const model = (task.step as WsStep).model ?? tool.model?.default;
  return reader !== 'none' && model !== undefined && findPrice(context.prices, model) !== undefined;
}

/** What an attempt cost, one record a resource, and the exact total of what could be priced. */
export function priceAttempt(
  prices: PriceTable,
  tool: Tool,
  attempt: { readonly durationMs: number; readonly usage: ToolUsage | null },
): { costs: Cost[]; totalUsd: Amount; isWhole: boolean } {
  const costs = [computeCost(tool, attempt.durationMs)];
  if (tool.cost?.per_call_usd !== undefined) costs.push(callCost(amount(tool.cost.per_call_usd)));
  if (tool.kind === 'agent') costs.push(modelCost(prices, attempt.usage));
  const totals = costs.map(({ total_cost: total }) => total);
  return {
    costs,
    totalUsd: sum(...totals.map((total) => total ?? zero)),
    isWhole: !totals.includes(null),
  };
}

const noTokens = { model: null, tokens_in: null, tokens_out: null, tokens_cached: null };

function computeCost(tool: Tool, durationMs: number): Cost {
  const seconds = amount(durationMs / 1000);
  const perSecond = amount(tool.cost?.per_second_usd ?? 0);
  return {
    resource_type: 'compute_time',
    quantity: seconds,
    unit: 'second',
    unit_cost: perSecond,
    total_cost: times(seconds, perSecond),
    provenance: 'estimated',
    ...noTokens,
  };
}

function callCost(perCall: Amount): Cost {
  return {
    resource_type: 'api_call',
    quantity: '1',
    unit: 'call',
    unit_cost: perCall,
    total_cost: perCall,
    provenance: 'estimated',
    ...noTokens,
  };
}

/** What the models cost that an agent called: as it reports, else by the price table, else not known. */
function modelCost(prices: PriceTable, usage: ToolUsage | null): Cost {
  const { costUsd, provenance } = priceCall({ usage, usesModels: true, cost: null, durationMs: 0 }, prices);
  const tokens = usage === null ? 0 : usage.tokensIn + usage.tokensOut + usage.tokensCached;
  return {
    resource_type: 'tokens',
    quantity: amount(tokens),
    unit: 'token',
    unit_cost: null,
    total_cost: costUsd,
    provenance,
    model: usage?.model ?? null,
    tokens_in: usage?.tokensIn ?? null,
    tokens_out: usage?.tokensOut ?? null,
    tokens_cached: usage?.tokensCached ?? null,
  };
}
