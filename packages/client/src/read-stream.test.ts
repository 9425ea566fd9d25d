import { describe, expect, it } from 'vitest';
import { readStream, type StreamEvent } from './read-stream.js';

/** A body that comes in pieces of so many bytes. */
function bodyOf(text: string, pieceBytes: number): ReadableStream<Uint8Array> {
  const bytes = new TextEncoder().encode(text);
  let at = 0;
  return new ReadableStream({
    pull(controller) {
      if (at >= bytes.length) controller.close();
      else controller.enqueue(bytes.subarray(at, at + pieceBytes));
      at += pieceBytes;
    },
  });
}

async function read(text: string, pieceBytes = 1_000): Promise<StreamEvent[]> {
  const events: StreamEvent[] = [];
  for await (const event of readStream(bodyOf(text, pieceBytes))) events.push(event);
  return events;
}

describe('readStream', () => {
  const text =
    'event: ping\ndata:\n\n: a comment\ndata: é1\ndata:  two\nid: 7-1\n\r\nid:7-2\r\n\r\ndata\rid\r\r';
  const events = [
    { type: 'ping', data: '', id: null },
    { type: 'message', data: 'é1\n two', id: '7-1' },
    { type: 'message', data: null, id: '7-2' },
    { type: 'message', data: '', id: '' },
  ];

  it('reads events as the HTML standard defines them', async () => {
    expect(await read(text)).toEqual(events);
  });

  it('reads the same however the text is cut', async () => {
    for (const pieceBytes of [1, 2, 3, 5]) expect(await read(text, pieceBytes)).toEqual(events);
  });

  it('leaves out an event that did not come to its end', async () => {
    expect(await read('data: one\n\ndata: tw')).toEqual([{ type: 'message', data: 'one', id: null }]);
  });

  it('takes no id with a zero in it', async () => {
    expect(await read('id: a\0b\ndata: x\n\n')).toEqual([{ type: 'message', data: 'x', id: null }]);
  });
});
