import type { UetClient } from '@uet/client';
import type { ExecutionEvent } from '@uet/schemas';

/** Whether changes reach this page: as they happen, not at the moment, or not yet. */
export type Connection = 'live' | 'connecting' | 'offline';

interface Follower {
  readonly onEvents: (events: readonly ExecutionEvent[]) => void;
  readonly onConnection: (connection: Connection) => void;
}

/** How long to wait before an attempt to connect anew, in milliseconds. */
const retryMs = 2_000;

/**
 * Follows the event log from where it ends now, until the answer is called. A stream that breaks off goes on where it
 * was; one that the browser gave up (an answer that is no stream, from something in between, ends it for good) is opened
 * anew after the last event that was seen.
 */
export function follow(client: UetClient, { onEvents, onConnection }: Follower): () => void {
  let after: string | null = null;
  let stopped = false;
  let unsubscribe: () => void = () => undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const again = (): void => {
    if (stopped) return;
    const end = unsubscribe;
    unsubscribe = () => undefined;
    end();
    clearTimeout(timer);
    onConnection('offline');
    timer = setTimeout(() => void start(), retryMs);
  };
  const start = async (): Promise<void> => {
    try {
      // Asked for with the first questions of the page: what happens after their answers is not missed.
      after ??= (await client.system.info.query({})).cursor;
    } catch {
      return again();
    }
    if (stopped) return;
    const stream = client.events.follow.subscribe(
      { after },
      {
        onData: ({ id, data }) => {
          after = id;
          if (data.length > 0) onEvents(data);
        },
        onConnectionStateChange: ({ state }) =>
          onConnection(state === 'pending' ? 'live' : state === 'connecting' ? 'connecting' : 'offline'),
        onError: again,
        onComplete: again,
      },
    );
    unsubscribe = () => stream.unsubscribe();
  };
  void start();
  return () => {
    stopped = true;
    clearTimeout(timer);
    unsubscribe();
  };
}
