import type { UetClient } from '@uet/client';
import type { ExecutionEvent } from '@uet/schemas';

/** The event log from a place on, as it is written. */
export interface EventStream {
  /** What has come since the last time; empty where nothing has. Throws where the stream was refused. */
  take(): ExecutionEvent[];
  /** Resolves once there is something to take, or the stream was refused. */
  waiting(): Promise<void>;
  close(): void;
}

/** Which events, and what to do while the server cannot be reached. */
export interface StreamOptions {
  /** Null for those of all runs. */
  readonly runId: string | null;
  readonly after: string;
  /** The connection broke off, and is made again until the stream is closed. */
  readonly onBreak?: () => void;
}

/** The place before the first event. */
export const beginning = '0-0';

/** Follows the event log: nothing is missed or doubled, also where the connection breaks off in between. */
export function openEventStream(api: UetClient, { runId, after, onBreak }: StreamOptions): EventStream {
  let taken: ExecutionEvent[] = [];
  let refusal: { readonly error: unknown } | undefined;
  let isBroken = false;
  let wake = (): void => undefined;
  const subscription = api.events.follow.subscribe(
    { run_id: runId, after },
    {
      onData: ({ data }) => {
        taken.push(...data);
        if (data.length > 0) wake();
      },
      onError: (error) => {
        refusal = { error };
        wake();
      },
      onConnectionStateChange: ({ state, error }) => {
        const isBreak = state === 'connecting' && error !== null;
        if (isBreak && !isBroken) onBreak?.();
        isBroken = isBreak || (isBroken && state !== 'pending');
      },
    },
  );
  return {
    take() {
      if (refusal !== undefined) throw refusal.error;
      const events = taken;
      taken = [];
      return events;
    },
    waiting: () =>
      new Promise((resolve) => {
        wake = resolve;
        if (taken.length > 0 || refusal !== undefined) resolve();
      }),
    close: () => subscription.unsubscribe(),
  };
}

/** The cursor of the newest event; null where there is none. */
export async function readEnd(api: UetClient, runId: string | null): Promise<string | null> {
  const { items } = await api.events.list.query({ run_id: runId, limit: 1 });
  return items[0]?.cursor ?? null;
}

/** True where the event at a cursor comes after the one at another. */
export function isAfter(cursor: string, other: string): boolean {
  const [transaction = 0n, sequence = 0n] = cursor.split('-').map(BigInt);
  const [otherTransaction = 0n, otherSequence = 0n] = other.split('-').map(BigInt);
  return transaction > otherTransaction || (transaction === otherTransaction && sequence > otherSequence);
}
