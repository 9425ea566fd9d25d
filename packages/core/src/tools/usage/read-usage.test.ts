import type { UsageReader } from '@uet/schemas';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readUsage } from './read-usage.js';

const claude = JSON.stringify({
  type: 'result',
  subtype: 'success',
  is_error: false,
  num_turns: 4,
  result: 'Renamed "a" to {b}.\n[done]',
  total_cost_usd: 0.0837421,
  usage: {
    input_tokens: 12,
    cache_creation_input_tokens: 8000,
    cache_read_input_tokens: 40000,
    output_tokens: 900,
  },
  modelUsage: {
    'claude-haiku-4-5-20251001': {
      inputTokens: 300,
      outputTokens: 40,
      cacheReadInputTokens: 0,
      costUSD: 0.0005,
    },
    'claude-sonnet-4-6': {
      inputTokens: 12,
      outputTokens: 900,
      cacheReadInputTokens: 40000,
      cacheCreationInputTokens: 8000,
      costUSD: 0.0832421,
    },
  },
});

const codex = [
  { type: 'thread.started', thread_id: '0199a213-81c0-7800-8aa1-bbab2a035a53' },
  { type: 'turn.started' },
  { type: 'item.completed', item: { id: 'item_0', type: 'reasoning', text: '**Looking {around**' } },
  { type: 'item.completed', item: { id: 'item_1', type: 'agent_message', text: 'Done.' } },
  { type: 'turn.completed', usage: { input_tokens: 24763, cached_input_tokens: 24448, output_tokens: 122 } },
]
  .map((event) => `${JSON.stringify(event)}\n`)
  .join('');

const gemini = JSON.stringify(
  {
    session_id: 's',
    response: 'Done: {ok}.',
    stats: {
      models: {
        'gemini-2.5-pro': {
          api: { totalRequests: 2, totalErrors: 0, totalLatencyMs: 5053 },
          tokens: {
            input: 3676,
            prompt: 24939,
            candidates: 20,
            total: 25113,
            cached: 21263,
            thoughts: 154,
            tool: 0,
          },
          roles: {},
        },
        'gemini-2.5-flash': {
          api: { totalRequests: 1 },
          tokens: { prompt: 100, candidates: 7, total: 112, cached: 0, thoughts: 0, tool: 5 },
        },
      },
      tools: { totalCalls: 1 },
      files: { totalLinesAdded: 1, totalLinesRemoved: 0 },
    },
  },
  null,
  2,
);

const aider = `Aider v0.86.1
Main model: anthropic/claude-sonnet-4-5 with diff edit format
Weak model: anthropic/claude-haiku-4-5
Applied edit to src/a.ts
Tokens: 5.2k sent, 1.1k received. Cost: $0.02 message, $0.02 session.
Applied edit to src/b.ts
Tokens: 12k sent, 3.1k cache write, 2k cache hit, 640 received.
Cost: $0.0034 message, $0.0234
session.
`;

const samples: readonly (readonly [UsageReader, string])[] = [
  ['claude_json', claude],
  ['codex_jsonl', codex],
  ['gemini_json', gemini],
  ['aider_text', aider],
];

describe('readUsage', () => {
  it('reads Claude Code: all models for the tokens, the cost as it is printed', () => {
    expect(readUsage('claude_json', claude)).toEqual({
      model: 'claude-sonnet-4-6',
      tokensIn: 8312,
      tokensOut: 940,
      tokensCached: 40000,
      calls: 4,
      costUsd: '0.0837421',
      outcomeText: 'Renamed "a" to {b}.\n[done]',
      isError: false,
    });
  });

  it('reads Codex: the total of its last turn, cached tokens apart', () => {
    const twoTurns = `${codex}${codex.replaceAll('24763', '30000').replaceAll('Done.', 'Again.')}`;
    const last = { model: null, costUsd: null, tokensCached: 24448, tokensOut: 122, isError: false };
    expect(readUsage('codex_jsonl', codex)).toEqual({
      ...last,
      tokensIn: 315,
      calls: 1,
      outcomeText: 'Done.',
    });
    expect(readUsage('codex_jsonl', twoTurns)).toEqual({
      ...last,
      tokensIn: 5552,
      calls: 2,
      outcomeText: 'Again.',
    });
  });

  it('reads Gemini CLI: thoughts as output, cached tokens apart', () => {
    expect(readUsage('gemini_json', gemini)).toEqual({
      model: 'gemini-2.5-pro',
      tokensIn: 3676 + 105,
      tokensOut: 174 + 7,
      tokensCached: 21263,
      calls: 3,
      costUsd: null,
      outcomeText: 'Done: {ok}.',
      isError: false,
    });
  });

  it('reads Aider: tokens of all messages, the last total of the session, over wrapped lines', () => {
    expect(readUsage('aider_text', aider)).toEqual({
      model: 'anthropic/claude-sonnet-4-5',
      tokensIn: 17_200,
      tokensOut: 1_740,
      tokensCached: 2_000,
      calls: 2,
      costUsd: '0.0234',
      outcomeText: 'Applied edits to src/a.ts, src/b.ts',
      isError: false,
    });
  });

  it('reads nothing where a tool tells nothing', () => {
    expect(readUsage('none', claude)).toBeNull();
  });

  it.each(samples)('%s: reads the same with noise around it', (reader, sample) => {
    const noise = `warning: {not json\n[INFO] started\n"quote\n{ "other": 1 }\n\u001b[1mhi\u001b[0m`;
    const expected = readUsage(reader, sample);
    expect(expected).not.toBeNull();
    expect(readUsage(reader, `${noise}\n${sample}\n${noise}`)).toEqual(expected);
    expect(readUsage(reader, sample.replaceAll('\n', '\r\n'))).toEqual(expected);
  });

  it.each(samples)('%s: never throws, whatever it is given', (reader, sample) => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary' }),
        fc.nat(sample.length),
        fc.nat(sample.length),
        (junk, from, to) => {
          readUsage(reader, junk);
          readUsage(reader, sample.slice(0, from) + junk + sample.slice(to));
        },
      ),
      { numRuns: 500 },
    );
  });

  it.each(samples.filter(([reader]) => reader !== 'aider_text'))(
    '%s: reads nothing from what was cut',
    (reader, sample) => {
      for (let end = 0; end < sample.trimEnd().length; end += 1)
        expect(readUsage(reader, sample.slice(0, end))).toBeNull();
    },
  );

  it.each(samples)('%s: reads nothing from an empty output', (reader) => {
    expect(readUsage(reader, '')).toBeNull();
  });

  it('reads a result with a text of many megabytes', () => {
    const text = `\\"${'x\\\\'.repeat(5_000_000)}`;
    expect(readUsage('claude_json', claude.replace('[done]', text))?.tokensOut).toBe(940);
  });

  it('is not slowed down by what looks like the beginning of JSON over and over', () => {
    for (const text of [
      '{\n'.repeat(1_000_000),
      '[\n"'.repeat(500_000),
      `${'{\n'.repeat(300_000)}${'}\n'.repeat(300_000)}`,
    ]) {
      expect(readUsage('claude_json', text)).toBeNull();
    }
  });
});
