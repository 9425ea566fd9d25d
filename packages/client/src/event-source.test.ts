import { describe, expect, it } from 'vitest';
import { FetchEventSource } from './event-source.js';

type Answering = (headers: Record<string, string>) => Response | Promise<Response>;

const stream = (text: string): Response =>
  new Response(text, { headers: { 'content-type': 'text/event-stream' } });

/** Opens a source that is answered by one function after the other, and collects what it tells until it is closed. */
function open(...answers: Answering[]) {
  const told: string[] = [];
  const source = new FetchEventSource('http://uet.test/stream', {
    fetch: async (_, { headers }) => {
      const answer = answers.shift();
      if (answer === undefined) return new Promise(() => undefined);
      return answer(headers as Record<string, string>);
    },
  });
  const until = (word: string): Promise<string[]> =>
    new Promise((resolve) => {
      const hear = (line: string): void => {
        told.push(line);
        if (line.includes(word)) resolve(told);
      };
      source.addEventListener('message', (event) => hear(`message ${(event as { data: string }).data}`));
      source.addEventListener('error', (event) =>
        hear(`error ${source.readyState} ${(event as { message: string }).message}`),
      );
    });
  return { source, until };
}

describe('FetchEventSource', () => {
  it('comes back after an end, and asks for what comes after the last event', async () => {
    const asked: Array<string | undefined> = [];
    const { source, until } = open(
      (headers) => {
        asked.push(headers['last-event-id']);
        return stream('id: 1\ndata: one\n\nid: 2\ndata: two\n\n');
      },
      (headers) => {
        asked.push(headers['last-event-id']);
        return stream('id: 3\ndata: three\n\n');
      },
    );
    expect(await until('three')).toEqual([
      'message one',
      'message two',
      'error 0 the stream ended',
      'message three',
    ]);
    expect(asked).toEqual([undefined, '2']);
    source.close();
  });

  it('comes back after a broken connection, a 502 and a 429', async () => {
    const { source, until } = open(
      () => Promise.reject(new TypeError('fetch failed')),
      () => new Response('', { status: 502 }),
      () => new Response('', { status: 429 }),
      () => stream('data: here\n\n'),
    );
    const told = await until('here');
    expect(told.filter((line) => line.startsWith('error 0'))).toHaveLength(3);
    source.close();
  });

  it('gives up where it is refused, and says with which status', async () => {
    const { source } = open(() => new Response('', { status: 401 }));
    const event = await new Promise((resolve) => source.addEventListener('error', resolve));
    expect(event).toMatchObject({ code: 401 });
    expect(source.readyState).toBe(source.CLOSED);
  });

  it('says nothing more once it is closed', async () => {
    const { source, until } = open(() => stream('data: one\n\ndata: two\n\n'));
    source.addEventListener('message', () => source.close());
    expect(await until('one')).toEqual(['message one']);
    expect(source.readyState).toBe(source.CLOSED);
  });
});
