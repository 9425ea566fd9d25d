import { describe, expect, it } from 'vitest';
import { composeFeedback, composePrompt } from './compose-prompt.js';

const none = { feedback: null, comments: null };

describe('composePrompt', () => {
  it('is the prompt of the task where there is nothing to say', () => {
    expect(composePrompt('Do it\n', none)).toBe('Do it\n');
    expect(composePrompt('Do it', { ...none, feedback: ' \n' })).toBe('Do it');
  });

  it('has what was wrong below the prompt', () => {
    const prompt = composePrompt('Do it\n', { ...none, feedback: 'sum.test.ts: adds\nexpected 3' });
    expect(prompt).toMatch(/^Do it\n\n## .*\n\nsum\.test\.ts: adds\nexpected 3\n$/s);
  });

  it('has what people said below that', () => {
    const prompt = composePrompt('Do it', { feedback: 'exit code 1', comments: 'a.ts:1, anna:\n> No.' });
    expect(prompt).toMatch(
      /^Do it\n\n## What the last.*\n\nexit code 1\n\n## What reviewers said\n\n.*\n\na\.ts:1, anna:\n> No\.\n$/s,
    );
    expect(composePrompt('Do it', { ...none, comments: 'x' })).not.toContain('What the last');
  });
});

describe('composeFeedback', () => {
  it('is what was wrong, then what people said, as far as there is any', () => {
    expect(composeFeedback(none)).toBe('');
    expect(composeFeedback({ ...none, feedback: 'exit code 1' })).toBe('exit code 1');
    expect(composeFeedback({ feedback: 'exit code 1', comments: 'a.ts: no' })).toBe(
      'exit code 1\n\n## What reviewers said\n\na.ts: no',
    );
  });
});
