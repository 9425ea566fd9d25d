import type { RoutingDecision, RunConfig, Task } from '@uet/schemas';
import { UetError } from '../errors/index.js';

/** What the router looks at of a tool. */
export interface RoutableTool {
  readonly id: string;
  readonly capabilities: readonly string[];
  /** False while its breaker is open. */
  readonly available: boolean;
}

/** What is known of a tool's past attempts. */
export interface ToolMetrics {
  readonly attempts: number;
  /** 0 to 1. */
  readonly successRate: number;
  readonly meanLatencyMs: number;
}

/** A rule: where all that it names matches the task, its tools are candidates in their order. */
export interface RoutingRule {
  readonly when: {
    readonly kind?: string | undefined;
    readonly domain?: string | undefined;
    readonly capability?: string | undefined;
    readonly complexity?: string | undefined;
    readonly risk_tier?: string | undefined;
    readonly workstream?: string | undefined;
    readonly phase?: string | undefined;
  };
  readonly use: readonly string[];
}

/** What is to be routed. */
export interface RoutingRequest {
  readonly task: Pick<Task, 'key' | 'kind' | 'classification'>;
  readonly phase: string;
  readonly workstream: string;
  /** The tool that the template names; null where the router chooses. */
  readonly tool: string | null;
  readonly capabilities: readonly string[];
  /** Failed attempts so far: after every `escalateAfter` of them the next candidate is taken. */
  readonly failedAttempts: number;
  /** How many decisions were made before in this run: the turn of `round_robin`. */
  readonly turn: number;
}

/** What the router decided, as it is recorded. */
export type Routing = Pick<RoutingDecision, 'strategy' | 'candidates' | 'tool_id' | 'rule' | 'fallback'>;

const withoutHistory = 0.5;

/** 0.7 × success rate + 0.3 / (1 + mean latency in s); 0.5 without history. */
export function scoreOf(metrics: ToolMetrics | undefined): number {
  if (metrics === undefined || metrics.attempts === 0) return withoutHistory;
  return 0.7 * metrics.successRate + 0.3 / (1 + metrics.meanLatencyMs / 1000);
}

/** Chooses the tool for a task: rules in file order, then any capable tool, recorded as a fallback. */
export class Router {
  readonly #tools: ReadonlyMap<string, RoutableTool>;
  readonly #rules: readonly RoutingRule[];
  readonly #strategy: RunConfig['routing_strategy'];
  readonly #escalateAfter: number | null;
  readonly #metrics: ReadonlyMap<string, ToolMetrics>;

  constructor(options: {
    readonly tools: readonly RoutableTool[];
    readonly rules?: readonly RoutingRule[];
    readonly strategy?: RunConfig['routing_strategy'];
    readonly escalateAfter?: number | null;
    readonly metrics?: ReadonlyMap<string, ToolMetrics>;
  }) {
    this.#tools = new Map(options.tools.map((tool) => [tool.id, tool]));
    this.#rules = options.rules ?? [];
    this.#strategy = options.strategy ?? 'auto';
    this.#escalateAfter = options.escalateAfter ?? null;
    this.#metrics = options.metrics ?? new Map();
  }

  /**
   * The tool for the task, with what was looked at and why; `no_tool` where none is able to do it.
   *
   * Where every able tool has an open breaker, one is chosen all the same: its task waits, and uses no attempt.
   */
  choose(request: RoutingRequest): Routing {
    if (request.tool !== null) return this.#named(request.tool);
    const routing = this.#decide(request, false) ?? this.#decide(request, true);
    if (routing !== null) return routing;
    const needs = request.capabilities.length === 0 ? '' : ` with ${request.capabilities.join(', ')}`;
    throw new UetError('no_tool', `no tool${needs} for task ${request.task.key}`, {
      hint: 'name a tool in the task, add a routing rule, or add a tool to the catalogue',
    });
  }

  /** By the rules, else by capability; null where no tool is left, those at rest counted only where `mayRest`. */
  #decide(request: RoutingRequest, mayRest: boolean): Routing | null {
    const suffix = mayRest ? '; every breaker is open: the task waits' : '';
    for (const [index, rule] of this.#rules.entries()) {
      if (!matches(rule, request)) continue;
      const why = `rule ${index + 1}${suffix}`;
      const routing = this.#among(rule.use, request, { rule: why, fallback: false, mayRest });
      if (routing !== null) return routing;
    }
    const why = this.#rules.length === 0 ? 'no rules: capable tools by id' : 'no rule yielded a candidate';
    const all = [...this.#tools.keys()].sort();
    return this.#among(all, request, { rule: `${why}${suffix}`, fallback: true, mayRest });
  }

  #named(id: string): Routing {
    if (!this.#tools.has(id)) {
      throw new UetError('no_tool', `there is no tool ${id} that this run may use`, {
        hint: '`uet tools list` shows the catalogue',
      });
    }
    const candidates = [{ tool_id: id, score: null, rejected: null }];
    return { strategy: 'fixed', candidates, tool_id: id, rule: 'named by the task', fallback: false };
  }

  #among(
    ids: readonly string[],
    request: RoutingRequest,
    { rule, fallback, mayRest }: { rule: string; fallback: boolean; mayRest: boolean },
  ): Routing | null {
    const candidates = ids.map((id) => ({
      tool_id: id,
      score: this.#scores ? scoreOf(this.#metrics.get(id)) : null,
      rejected: this.#lacks(id, request, mayRest),
    }));
    const usable = candidates.filter(({ rejected }) => rejected === null);
    const ordered = this.#scores ? [...usable].sort((a, b) => Number(b.score) - Number(a.score)) : usable;
    const chosen = ordered[this.#placeOf(request, ordered.length)];
    if (chosen === undefined) return null;
    return { strategy: this.#strategy, candidates, tool_id: chosen.tool_id, rule, fallback };
  }

  get #scores(): boolean {
    return this.#strategy === 'metrics' || this.#strategy === 'auto';
  }

  /** The best, or whose turn it is; the next one after every escalation. No place of a list where it is empty. */
  #placeOf({ failedAttempts, turn }: RoutingRequest, candidates: number): number {
    const step = this.#escalateAfter === null ? 0 : Math.floor(failedAttempts / this.#escalateAfter);
    return this.#strategy === 'round_robin' ? (turn + step) % candidates : Math.min(step, candidates - 1);
  }

  /** Why a tool cannot take the task, or null. */
  #lacks(id: string, request: RoutingRequest, mayRest: boolean): string | null {
    const tool = this.#tools.get(id);
    if (tool === undefined) return 'not in the catalogue, or not allowed in this run';
    if (!tool.available && !mayRest) return 'its breaker is open';
    const missing = request.capabilities.filter((capability) => !tool.capabilities.includes(capability));
    return missing.length === 0 ? null : `lacks ${missing.join(', ')}`;
  }
}

function matches(rule: RoutingRule, request: RoutingRequest): boolean {
  const { when } = rule;
  const facts: Array<[string | undefined, string | null | undefined]> = [
    [when.kind, request.task.kind],
    [when.domain, request.task.classification?.domain],
    [when.complexity, request.task.classification?.complexity],
    [when.risk_tier, request.task.classification?.risk_tier],
    [when.workstream, request.workstream],
    [when.phase, request.phase],
  ];
  const capable = when.capability === undefined || request.capabilities.includes(when.capability);
  return capable && facts.every(([wanted, actual]) => wanted === undefined || wanted === actual);
}
