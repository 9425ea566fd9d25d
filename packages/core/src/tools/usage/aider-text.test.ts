import { describe, expect, it } from 'vitest';
import { readAiderText } from './aider-text.js';

describe('readAiderText', () => {
  it('reads small, large and round numbers', () => {
    expect(readAiderText('Tokens: 987 sent, 12 received.')).toMatchObject({ tokensIn: 987, tokensOut: 12 });
    expect(readAiderText('Tokens: 1234k sent, 1.5M received.')).toMatchObject({
      tokensIn: 1_234_000,
      tokensOut: 1_500_000,
    });
  });

  it('knows no cost where Aider knows none', () => {
    expect(readAiderText('Tokens: 1k sent, 12 received.')?.costUsd).toBeNull();
    expect(
      readAiderText('Tokens: 1k sent, 12 received. Cost: $0.00 message, $0.00 session.')?.costUsd,
    ).toBeNull();
  });

  it('says that it failed when the model could not be reached', () => {
    const text =
      'Tokens: 1k sent, 0 received.\nlitellm.RateLimitError: slow down\nRetrying in 0.2 seconds...';
    expect(readAiderText(text)).toMatchObject({
      isError: true,
      outcomeText: 'litellm.RateLimitError: slow down',
    });
  });

  it('reads nothing from a text that only talks about tokens', () => {
    expect(readAiderText('Tokens: many sent, few received.')).toBeNull();
  });
});
