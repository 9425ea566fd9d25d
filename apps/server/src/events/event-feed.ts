import type { Store } from '@uet/core';
import type { ExecutionEvent } from '@uet/schemas';
import { type EventRing, openEventRing } from './event-ring.js';

/** The event log as many listeners follow it: one look at the database for all of them. */
export interface EventFeed {
  /** Where the log ends now, or a quarter of a second ago. */
  readonly end: () => Promise<string>;
  /**
   * Events after a cursor, a batch at a time, until the signal is aborted: then it throws that signal's reason.
   * None is missed and none is told twice, however slow the listener is.
   */
  readonly follow: (from: FollowRequest, signal: AbortSignal) => AsyncGenerator<ExecutionEvent[]>;
}

/** Where to begin, and what to tell. */
export interface FollowRequest {
  readonly after: string;
  /** Null for every run. */
  readonly runId: string | null;
}

/** What a feed reads from. */
export interface FeedSource {
  readonly store: Pick<Store, 'events'>;
  /** The cursor of the last event that is there. */
  readonly readEnd: () => Promise<string>;
  readonly onError: (error: unknown) => void;
}

/** How often the log is looked at while anybody listens, in milliseconds. */
const pollMs = 250;
const batchSize = 500;

/** Opens a feed. It asks nothing of the database while nobody listens. */
export function openEventFeed({ store, readEnd, onError }: FeedSource): EventFeed {
  const ring = openEventRing();
  const waiting = new Set<() => void>();
  const look = oneAtATime(() => readOn(ring, waiting, { store, readEnd, onError }));
  let listeners = 0;
  let timer: NodeJS.Timeout | undefined;

  const join = (): void => {
    listeners += 1;
    if (listeners > 1) return;
    // What was written while nobody listened is nobody's: who wants it reads it from the store.
    ring.clear();
    timer = setInterval(() => look().catch(onError), pollMs);
    timer.unref();
  };
  const leave = (): void => {
    listeners -= 1;
    if (listeners === 0) clearInterval(timer);
  };
  const next = async (after: string, runId: string | null) => {
    const recent = ring.after(after, batchSize);
    if (recent !== null) return { events: ofRun(recent.events, runId), reached: recent.reached };
    // What is older than the ring is read a page at a time, as fast as the listener takes it.
    const floor = ring.floor();
    const page = await store.events({ after, limit: batchSize, ...(runId === null ? {} : { runId }) });
    // Where there is nothing more, the ring has what follows.
    return { events: page, reached: page.at(-1)?.cursor ?? floor ?? after };
  };

  return {
    end: async () => ring.tip() ?? (await readEnd()),
    async *follow({ after, runId }, signal) {
      join();
      try {
        if (ring.tip() === null) await look();
        let cursor = after;
        for (;;) {
          signal.throwIfAborted();
          const seen = ring.version();
          const { events, reached } = await next(cursor, runId);
          if (events.length > 0) yield events;
          const isAtEnd = reached === cursor;
          cursor = reached;
          if (isAtEnd && ring.version() === seen) await wakened(waiting, signal);
        }
      } finally {
        leave();
      }
    },
  };
}

/** Reads what is new into the ring, and wakes who waits for it. */
async function readOn(ring: EventRing, waiting: Set<() => void>, source: FeedSource): Promise<void> {
  const before = ring.version();
  if (ring.tip() === null) ring.reset(await source.readEnd());
  for (;;) {
    const events = await source.store.events({ after: ring.tip() ?? '0-0', limit: batchSize });
    ring.push(events);
    if (ring.version() !== before) for (const wake of [...waiting]) wake();
    if (events.length < batchSize) return;
  }
}

/** Whoever asks while it runs waits for the same one. */
function oneAtATime(work: () => Promise<void>): () => Promise<void> {
  let running: Promise<void> | undefined;
  return () => {
    running ??= work().finally(() => {
      running = undefined;
    });
    return running;
  };
}

const ofRun = (events: ExecutionEvent[], runId: string | null): ExecutionEvent[] =>
  runId === null ? events : events.filter((event) => event.run_id === runId);

/** Until there is something new, or the listener has left. */
function wakened(waiting: Set<() => void>, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const wake = (): void => {
      waiting.delete(wake);
      signal.removeEventListener('abort', wake);
      resolve();
    };
    waiting.add(wake);
    signal.addEventListener('abort', wake);
    if (signal.aborted) wake();
  });
}
