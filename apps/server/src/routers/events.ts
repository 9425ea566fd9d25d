import type { ExecutionEvent } from '@uet/schemas';
import type { Handlers } from '../api/app.js';

/** Answers what is asked of the event log. */
export const events: Handlers<'events'> = {
  list: ({ app, input }) => app.models.events.list(input),
  async follow({ app, input: { run_id: runId, after, lastEventId }, signal }) {
    const from = lastEventId ?? after;
    // Settled before the caller hears that it is connected: what happens from then on is in the stream.
    const cursor = from ?? (await app.feed.end());
    return tell(app.feed.follow({ after: cursor, runId }, signal), from === null ? cursor : null);
  },
};

/** Who begins now is told where that is: if the connection breaks before anything happened, nothing is missed. */
async function* tell(feed: AsyncIterable<ExecutionEvent[]>, begin: string | null) {
  if (begin !== null) yield { id: begin, data: [] };
  for await (const data of feed) yield { id: data.at(-1)?.cursor ?? '', data };
}
