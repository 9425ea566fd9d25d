import { describe, expect, it } from 'vitest';
import { aTask } from '../testing/index.js';
import { type RoutableTool, Router, type RoutingRequest, type RoutingRule, scoreOf } from './index.js';

const tool = (id: string, change: Partial<RoutableTool> = {}): RoutableTool => ({
  id,
  capabilities: [],
  available: true,
  ...change,
});
const request = (change: Partial<RoutingRequest> = {}): RoutingRequest => ({
  task: aTask(),
  phase: 'build',
  workstream: 'code',
  tool: null,
  capabilities: [],
  failedAttempts: 0,
  turn: 0,
  ...change,
});
const tools = [tool('codex'), tool('claude'), tool('aider')];

describe('scoreOf', () => {
  it('is 0.7 × success rate + 0.3 / (1 + mean latency in s), and 0.5 without history', () => {
    expect(scoreOf({ attempts: 4, successRate: 0.75, meanLatencyMs: 2000 })).toBeCloseTo(0.525 + 0.1, 12);
    expect(scoreOf({ attempts: 1, successRate: 1, meanLatencyMs: 0 })).toBeCloseTo(1, 12);
    expect(scoreOf({ attempts: 0, successRate: 0, meanLatencyMs: 0 })).toBe(0.5);
    expect(scoreOf(undefined)).toBe(0.5);
  });
});

describe('Router.choose by name', () => {
  it('takes the tool that the task names, whatever the rules and its breaker say', () => {
    const rules = [{ when: {}, use: ['codex'] }];
    const router = new Router({ tools: [tool('claude', { available: false }), tool('codex')], rules });
    expect(router.choose(request({ tool: 'claude', capabilities: ['edit'] }))).toEqual({
      strategy: 'fixed',
      candidates: [{ tool_id: 'claude', score: null, rejected: null }],
      tool_id: 'claude',
      rule: 'named by the task',
      fallback: false,
    });
  });

  it('refuses a tool that is not there', () => {
    expect(() => new Router({ tools }).choose(request({ tool: 'gemini' }))).toThrow(
      expect.objectContaining({ code: 'no_tool', message: expect.stringContaining('gemini') }),
    );
  });
});

describe('Router.choose by rule', () => {
  const choose = (rules: readonly RoutingRule[], change: Partial<RoutingRequest> = {}, all = tools) =>
    new Router({ tools: all, rules, strategy: 'fixed' }).choose(request(change));

  it('takes the first rule in the order of the file that matches', () => {
    const rules = [
      { when: { kind: 'docs' }, use: ['aider'] },
      { when: {}, use: ['claude', 'codex'] },
      { when: {}, use: ['codex'] },
    ];
    expect(choose(rules)).toMatchObject({ tool_id: 'claude', rule: 'rule 2', fallback: false });
    expect(choose(rules, { task: aTask({ kind: 'docs' }) })).toMatchObject({
      tool_id: 'aider',
      rule: 'rule 1',
    });
  });

  const classification = { complexity: 'high', risk_tier: 'low', domain: 'web' } as const;
  const classified = { task: aTask({ kind: 'docs', classification }), capabilities: ['edit'] };
  const able = [tool('aider', { capabilities: ['edit'] }), tool('claude', { capabilities: ['edit'] })];

  it.each([
    { kind: 'docs' },
    { domain: 'web' },
    { complexity: 'high' },
    { risk_tier: 'low' },
    { workstream: 'code' },
    { phase: 'build' },
    { capability: 'edit' },
    { kind: 'docs', domain: 'web', phase: 'build', capability: 'edit' },
  ])('matches a task on all that the rule names: %j', (when) => {
    expect(choose([{ when, use: ['claude'] }], classified, able)).toMatchObject({ rule: 'rule 1' });
  });

  it.each([
    { kind: 'code' },
    { domain: 'db' },
    { complexity: 'low' },
    { risk_tier: 'high' },
    { workstream: 'other' },
    { phase: 'ship' },
    { capability: 'browse' },
    { kind: 'docs', phase: 'ship' },
  ])('does not match on anything else: %j', (when) => {
    expect(choose([{ when, use: ['claude'] }], classified, able)).toMatchObject({
      tool_id: 'aider',
      rule: 'no rule yielded a candidate',
      fallback: true,
    });
  });

  it('does not match what a task without classification does not say', () => {
    const { fallback } = choose([{ when: { domain: 'web' }, use: ['claude'] }]);
    expect(fallback).toBe(true);
  });

  it('goes to the next candidate, then to the next rule, and records why', () => {
    const some = [
      tool('claude', { available: false }),
      tool('codex'),
      tool('aider', { capabilities: ['edit'] }),
    ];
    const rules = [
      { when: {}, use: ['gemini', 'claude', 'codex', 'aider'] },
      { when: {}, use: ['aider'] },
    ];
    expect(choose(rules, { capabilities: ['edit'] }, some)).toEqual({
      strategy: 'fixed',
      candidates: [
        { tool_id: 'gemini', score: null, rejected: 'not in the catalogue, or not allowed in this run' },
        { tool_id: 'claude', score: null, rejected: 'its breaker is open' },
        { tool_id: 'codex', score: null, rejected: 'lacks edit' },
        { tool_id: 'aider', score: null, rejected: null },
      ],
      tool_id: 'aider',
      rule: 'rule 1',
      fallback: false,
    });
    expect(choose([{ when: {}, use: ['claude'] }, rules[1] as RoutingRule], {}, some)).toMatchObject({
      tool_id: 'aider',
      rule: 'rule 2',
    });
  });
});

describe('Router.choose without a rule', () => {
  it('falls back to capable tools by id, recorded as such', () => {
    const some = [tool('b', { capabilities: ['edit'] }), tool('a'), tool('c', { capabilities: ['edit'] })];
    const router = new Router({ tools: some, strategy: 'fixed' });
    expect(router.choose(request({ capabilities: ['edit'] }))).toEqual({
      strategy: 'fixed',
      candidates: [
        { tool_id: 'a', score: null, rejected: 'lacks edit' },
        { tool_id: 'b', score: null, rejected: null },
        { tool_id: 'c', score: null, rejected: null },
      ],
      tool_id: 'b',
      rule: 'no rules: capable tools by id',
      fallback: true,
    });
  });

  it('takes another capable tool where the breakers of those in the rules are open', () => {
    const some = [tool('claude', { available: false }), tool('codex')];
    const router = new Router({ tools: some, rules: [{ when: {}, use: ['claude'] }] });
    expect(router.choose(request())).toMatchObject({ tool_id: 'codex', fallback: true });
  });

  it('chooses a tool to wait for where every breaker is open, by the rules first', () => {
    const asleep = tools.map((each) => ({ ...each, available: false }));
    const waits = 'every breaker is open: the task waits';
    expect(new Router({ tools: asleep }).choose(request())).toMatchObject({
      tool_id: 'aider',
      rule: `no rules: capable tools by id; ${waits}`,
    });
    const rules = [{ when: {}, use: ['codex'] }];
    expect(new Router({ tools: asleep, rules }).choose(request())).toMatchObject({
      tool_id: 'codex',
      rule: `rule 1; ${waits}`,
      fallback: false,
    });
  });

  it('refuses where no tool is able', () => {
    expect(() => new Router({ tools }).choose(request({ capabilities: ['browse', 'edit'] }))).toThrow(
      expect.objectContaining({ code: 'no_tool', message: expect.stringContaining('with browse, edit') }),
    );
    expect(() => new Router({ tools: [] }).choose(request())).toThrow(
      expect.objectContaining({ code: 'no_tool', message: 'no tool for task task' }),
    );
  });
});

describe('Router strategies', () => {
  const rules = [{ when: {}, use: ['codex', 'claude', 'aider'] }];
  const metrics = new Map([
    ['codex', { attempts: 9, successRate: 0.2, meanLatencyMs: 1000 }],
    ['aider', { attempts: 9, successRate: 0.9, meanLatencyMs: 1000 }],
  ]);
  type Strategy = NonNullable<ConstructorParameters<typeof Router>[0]['strategy']>;
  const chosen = (strategy: Strategy, change: Partial<RoutingRequest> = {}, escalateAfter?: number) =>
    new Router({ tools, rules, strategy, metrics, escalateAfter: escalateAfter ?? null }).choose(
      request(change),
    ).tool_id;

  it('fixed takes the first', () => {
    expect([0, 1, 2].map((turn) => chosen('fixed', { turn }))).toEqual(['codex', 'codex', 'codex']);
  });

  it('round_robin takes them in turn', () => {
    expect([0, 1, 2, 3].map((turn) => chosen('round_robin', { turn }))).toEqual([
      'codex',
      'claude',
      'aider',
      'codex',
    ]);
  });

  it.each(['metrics', 'auto'] as const)('%s takes the best, and records every score', (strategy) => {
    const router = new Router({ tools, rules, strategy, metrics });
    const routing = router.choose(request({ turn: 2 }));
    expect(routing).toMatchObject({ strategy, tool_id: 'aider' });
    expect(routing.candidates.map(({ score }) => Number(score).toFixed(2))).toEqual(['0.29', '0.50', '0.78']);
  });

  it('auto is the default, and keeps the given order among equals', () => {
    const routing = new Router({ tools, rules }).choose(request());
    expect(routing).toMatchObject({ strategy: 'auto', tool_id: 'codex' });
  });

  it('goes to the next tool after so many failed attempts, and stays at the last', () => {
    const choices = (strategy: Strategy) =>
      [0, 1, 2, 3, 4, 5, 9].map((failedAttempts) => chosen(strategy, { failedAttempts }, 2));
    expect(choices('fixed')).toEqual(['codex', 'codex', 'claude', 'claude', 'aider', 'aider', 'aider']);
    expect(choices('metrics')).toEqual(['aider', 'aider', 'claude', 'claude', 'codex', 'codex', 'codex']);
  });

  it('goes to the next tool in turn with round_robin', () => {
    const choices = [0, 1, 2, 3].map((failedAttempts) =>
      chosen('round_robin', { failedAttempts, turn: 1 }, 1),
    );
    expect(choices).toEqual(['claude', 'aider', 'codex', 'claude']);
  });

  it('never leaves its tool without escalation', () => {
    expect(chosen('fixed', { failedAttempts: 50 })).toBe('codex');
  });
});
