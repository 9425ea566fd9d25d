import { describe, expect, it } from 'vitest';
import { readCodexJsonl } from './codex-jsonl.js';

const lines = (...events: object[]): string => events.map((event) => JSON.stringify(event)).join('\n');
const completed = (usage: unknown): object => ({ type: 'turn.completed', usage });
const some = { input_tokens: 10, cached_input_tokens: 4, output_tokens: 2 };

describe('readCodexJsonl', () => {
  it('takes zeros for not known', () => {
    expect(
      readCodexJsonl(lines(completed({ input_tokens: 0, cached_input_tokens: 0, output_tokens: 0 }))),
    ).toBeNull();
  });

  it('reads nothing where the last turn has no usage, or an impossible one', () => {
    expect(readCodexJsonl(lines(completed(some), completed(undefined)))).toBeNull();
    expect(readCodexJsonl(lines(completed({ input_tokens: 5 })))).toBeNull();
    expect(readCodexJsonl(lines(completed({ ...some, cached_input_tokens: 11 })))).toBeNull();
  });

  it('tells the error of a turn that failed after another', () => {
    const failed = { type: 'turn.failed', error: { message: 'stream disconnected' } };
    expect(readCodexJsonl(lines(completed(some), failed))).toMatchObject({
      isError: true,
      outcomeText: 'stream disconnected',
      tokensIn: 6,
    });
  });

  it.each([
    [{ type: 'turn.failed' }, 'the turn failed'],
    [{ type: 'turn.failed', error: { message: 5 } }, 'the turn failed'],
    [{ type: 'error' }, 'the thread failed'],
  ])('has words for an error without any: %j', (event, outcomeText) => {
    expect(readCodexJsonl(lines(completed(some), event))).toMatchObject({ isError: true, outcomeText });
  });

  it('passes over items of other kinds, and lines that are no events', () => {
    const message = { type: 'item.completed', item: { type: 'agent_message', text: 'Done.' } };
    const others = [
      { type: 'item.completed', item: { type: 'reasoning', text: 'Hm.' } },
      { type: 'item.completed' },
      [],
    ];
    expect(readCodexJsonl(lines(message, ...others, completed(some)))?.outcomeText).toBe('Done.');
  });

  it('forgets an error that the turn got over', () => {
    const error = { type: 'error', message: 'reconnecting' };
    expect(readCodexJsonl(lines(error, completed(some)))).toMatchObject({
      isError: false,
      outcomeText: null,
    });
  });
});
