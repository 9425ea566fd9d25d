/** One event of a `text/event-stream`. */
export interface StreamEvent {
  readonly type: string;
  /** Null where the event only sets the id. */
  readonly data: string | null;
  /** Null where the event has no id of its own. */
  readonly id: string | null;
}

/** Reads the events of a stream as the HTML standard defines them; ends with it, or with what the reader throws. */
export async function* readStream(body: ReadableStream<Uint8Array>): AsyncGenerator<StreamEvent> {
  let type = '';
  let data: string[] = [];
  let id: string | null = null;
  for await (const line of linesOf(body)) {
    if (line === '') {
      if (data.length > 0 || id !== null)
        yield { type: type === '' ? 'message' : type, data: data.length === 0 ? null : data.join('\n'), id };
      [type, data, id] = ['', [], null];
      continue;
    }
    const [field, value] = fieldOf(line);
    if (field === 'event') type = value;
    else if (field === 'data') data.push(value);
    else if (field === 'id' && !value.includes('\0')) id = value;
  }
}

/** A comment has an empty name. */
function fieldOf(line: string): [string, string] {
  const colon = line.indexOf(':');
  if (colon < 0) return [line, ''];
  const value = line.slice(colon + 1);
  return [line.slice(0, colon), value.startsWith(' ') ? value.slice(1) : value];
}

async function* linesOf(body: ReadableStream<Uint8Array>): AsyncGenerator<string> {
  const reader = body.getReader();
  const decoder = new TextDecoder();
  let rest = '';
  try {
    for (;;) {
      const { value, done } = await reader.read();
      if (done) {
        if (rest.endsWith('\r')) yield rest.slice(0, -1);
        return;
      }
      rest += decoder.decode(value, { stream: true });
      // A line feed that follows in the next piece belongs to the carriage return at the end of this one.
      const whole = rest.endsWith('\r') ? rest.slice(0, -1) : rest;
      const lines = whole.split(/\r\n|\r|\n/);
      rest = `${lines.pop() ?? ''}${rest.slice(whole.length)}`;
      yield* lines;
    }
  } finally {
    // Not awaited: where the other end is gone, it may take as long as the connection takes to fail.
    reader.cancel().catch(() => undefined);
  }
}
