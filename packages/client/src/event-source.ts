import { readStream, type StreamEvent } from './read-stream.js';
import { retryDelayMs } from './retries.js';

/** What a stream is opened with. */
export interface StreamOptions {
  /** Sends one request; headers of the caller's own are its to add. */
  readonly fetch: (url: string, init: RequestInit) => Promise<Response>;
}

type Listener = (event: object) => void;

/**
 * The part of the browser's `EventSource` that tRPC works with, made of `fetch`: the built-in one cannot send a token,
 * is not in Node, and gives up after an answer of 502. It comes back until it is closed or refused with a 4xx, and goes
 * on after the last event that it saw.
 */
export class FetchEventSource {
  readonly CONNECTING = 0;
  readonly OPEN = 1;
  readonly CLOSED = 2;
  readyState = 0;
  readonly #listeners = new Map<string, Set<Listener>>();
  readonly #closing = new AbortController();
  readonly #url: string;
  readonly #fetch: StreamOptions['fetch'];
  #lastEventId = '';

  constructor(url: string, options?: StreamOptions) {
    this.#url = url;
    this.#fetch = options?.fetch ?? globalThis.fetch.bind(globalThis);
    void this.#run();
  }

  addEventListener(type: string, listener: Listener): void {
    const known = this.#listeners.get(type) ?? new Set();
    this.#listeners.set(type, known.add(listener));
  }

  removeEventListener(type: string, listener: Listener): void {
    this.#listeners.get(type)?.delete(listener);
  }

  close(): void {
    this.readyState = this.CLOSED;
    this.#closing.abort();
  }

  async #run(): Promise<void> {
    for (let failures = 1; this.readyState !== this.CLOSED; failures += 1) {
      const failure = await this.#connect(() => {
        failures = 0;
      }).catch((error: unknown) => ({ message: error instanceof Error ? error.message : String(error) }));
      if (this.#closing.signal.aborted) return;
      this.readyState = 'code' in failure && isRefusal(failure.code) ? this.CLOSED : this.CONNECTING;
      this.#tell('error', failure);
      await this.#wait(retryDelayMs(failures + 1));
    }
  }

  /** Reads one connection to its end, and says how it ended. */
  async #connect(onEvent: () => void): Promise<{ message: string } | { message: string; code: number }> {
    const headers: Record<string, string> = { accept: 'text/event-stream' };
    if (this.#lastEventId !== '') headers['last-event-id'] = this.#lastEventId;
    const { signal } = this.#closing;
    const response = await this.#fetch(this.#url, { headers, signal });
    const isStream = response.headers.get('content-type')?.startsWith('text/event-stream') === true;
    if (!response.ok || !isStream || response.body === null) {
      await response.body?.cancel();
      const message = `the server answered with status ${response.status} instead of a stream`;
      return { message, code: response.status };
    }
    this.readyState = this.OPEN;
    this.#tell('open', {});
    for await (const event of readStream(response.body)) {
      onEvent();
      this.#take(event);
      if (signal.aborted) break;
    }
    return { message: 'the stream ended' };
  }

  #take({ type, data, id }: StreamEvent): void {
    if (id !== null) this.#lastEventId = id;
    if (data !== null) this.#tell(type, { data, lastEventId: this.#lastEventId });
  }

  #tell(type: string, event: object): void {
    for (const listener of this.#listeners.get(type) ?? []) listener(event);
  }

  #wait(delayMs: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, delayMs);
      this.#closing.signal.addEventListener('abort', () => {
        clearTimeout(timer);
        resolve();
      });
    });
  }
}

/** A request that is wrong stays wrong; one that came too early or too often does not. */
const isRefusal = (status: number): boolean =>
  status >= 400 && status < 500 && ![408, 425, 429].includes(status);
