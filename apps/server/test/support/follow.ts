import type { UetClient } from '@uet/client';
import type { ExecutionEvent } from '@uet/schemas';

/** Follows the events of a run from its first one until one is the last that is wanted. */
export function follow(
  client: UetClient,
  runId: string,
  isLast: (event: ExecutionEvent) => boolean,
): Promise<void> {
  return new Promise((resolve, reject) => {
    const subscription = client.events.follow.subscribe(
      { run_id: runId, after: '0-0' },
      {
        onData: ({ data }) => {
          if (!data.some(isLast)) return;
          subscription.unsubscribe();
          resolve();
        },
        onError: reject,
      },
    );
  });
}
