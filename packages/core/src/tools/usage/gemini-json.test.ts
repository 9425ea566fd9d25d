import { describe, expect, it } from 'vitest';
import { readGeminiJson } from './gemini-json.js';

const tokens = { prompt: 10, candidates: 2, cached: 0, thoughts: 0, tool: 0 };
const output = (models: object, rest: object = {}): string =>
  JSON.stringify({ stats: { models }, response: 'ok', ...rest }, null, 2);

describe('readGeminiJson', () => {
  it('says that it failed when it says so', () => {
    const error = { type: 'Error', message: 'quota', code: 429 };
    expect(readGeminiJson(output({ m: { tokens } }, { error }))).toMatchObject({
      isError: true,
      outcomeText: 'quota',
    });
  });

  it('has words for an error without any, and none for an answer that is none', () => {
    expect(readGeminiJson(output({ m: { tokens } }, { error: {} }))?.outcomeText).toBe('the session failed');
    expect(readGeminiJson(output({ m: { tokens } }, { response: null }))?.outcomeText).toBeNull();
  });

  it('counts a call for a model that does not count its own', () => {
    expect(readGeminiJson(output({ m: { tokens } }))?.calls).toBe(1);
  });

  it.each([
    ['no stats', JSON.stringify({ response: 'ok' })],
    ['no models', output({})],
    ['zeros', output({ m: { tokens: { prompt: 0, candidates: 0 } } })],
    ['a model without tokens', output({ m: { tokens }, n: {} })],
    ['a model that is none', output({ m: { tokens }, n: 5 })],
    ['no model', JSON.stringify({ stats: {} })],
    ['an array', JSON.stringify([{ stats: {} }])],
    ['a broken count', output({ m: { tokens: { ...tokens, cached: 'x' } } })],
  ])('reads nothing from %s', (_, stdout) => {
    expect(readGeminiJson(stdout)).toBeNull();
  });
});
