import { describe, expect, it } from 'vitest';
import { readClaudeJson } from './claude-json.js';

const usage = { input_tokens: 10, output_tokens: 5 };
const result = {
  type: 'result',
  subtype: 'success',
  is_error: false,
  num_turns: 1,
  result: 'ok',
  total_cost_usd: 0.5,
  usage,
};
const read = (change: object): ReturnType<typeof readClaudeJson> =>
  readClaudeJson(JSON.stringify({ ...result, ...change }));

describe('readClaudeJson', () => {
  it('reads the result from an array of messages and from a message a line', () => {
    const messages = [{ type: 'system', subtype: 'init' }, { type: 'assistant', message: {} }, result];
    const lines = messages.map((message) => JSON.stringify(message)).join('\n');
    expect(readClaudeJson(JSON.stringify(messages))).toEqual(read({}));
    expect(readClaudeJson(lines)).toEqual(read({}));
  });

  it('counts the main conversation where models are not told apart', () => {
    expect(read({})).toMatchObject({
      model: null,
      tokensIn: 10,
      tokensOut: 5,
      tokensCached: 0,
      costUsd: '0.5',
    });
  });

  it('says that it failed when it says so', () => {
    expect(read({ is_error: true, result: 'API Error: 529' })).toMatchObject({
      isError: true,
      outcomeText: 'API Error: 529',
    });
    expect(read({ subtype: 'error_max_turns', result: undefined })).toMatchObject({
      isError: true,
      outcomeText: null,
    });
  });

  it('takes the cost from its own field, digit by digit', () => {
    const text =
      '{"type":"result","result":"\\"total_cost_usd\\": 9","usage":{"input_tokens":1,"output_tokens":1},';
    expect(readClaudeJson(`${text}"total_cost_usd":0.1000000000}`)?.costUsd).toBe('0.1');
    expect(readClaudeJson(`${text}"total_cost_usd":1.5e-7}`)?.costUsd).toBe('0.00000015');
    expect(readClaudeJson(`${text}"total_cost_usd":0.30000000000000004}`)?.costUsd).toBe('0.3');
    expect(readClaudeJson(`${text}"total_cost_usd":1e-15}`)?.costUsd).toBe('0.000000000001');
  });

  it('is not misled by a field of the same name further in', () => {
    const inner = { permission_denials: [{ total_cost_usd: 9 }] };
    expect(readClaudeJson(JSON.stringify({ ...inner, ...result }))?.costUsd).toBe('0.5');
  });

  it('does not take zero for the cost of a call that used tokens', () => {
    expect(read({ total_cost_usd: 0 })?.costUsd).toBeNull();
    expect(read({ total_cost_usd: 0, usage: { input_tokens: 0, output_tokens: 0 } })?.costUsd).toBe('0');
    expect(read({ total_cost_usd: undefined })?.costUsd).toBeNull();
    expect(read({ total_cost_usd: -1 })?.costUsd).toBeNull();
    expect(read({ total_cost_usd: 1e18 })?.costUsd).toBeNull();
  });

  it('knows no cost where its field is written in another way', () => {
    const text = JSON.stringify(result).replace('total_cost_usd', 'total\\u005fcost_usd');
    expect(readClaudeJson(text)).toMatchObject({ tokensIn: 10, costUsd: null });
  });

  it('counts one call where it does not say how many', () => {
    expect(read({ num_turns: undefined, result: '' })).toMatchObject({ calls: 1, outcomeText: null });
  });

  it.each([
    ['no usage', { usage: undefined }],
    ['no count', { usage: { output_tokens: 5 } }],
    ['a text for a count', { usage: { input_tokens: '10', output_tokens: 5 } }],
    ['a negative count', { usage: { input_tokens: -1, output_tokens: 5 } }],
    ['a model that is none', { modelUsage: { m: 5 }, usage: undefined }],
    ['no model', { modelUsage: {}, usage: undefined }],
    ['half a model', { modelUsage: { m: { inputTokens: 1 } }, usage: undefined }],
  ])('reads nothing from %s', (_, change) => {
    expect(read(change)).toBeNull();
  });
});
