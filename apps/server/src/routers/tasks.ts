import type { LogPiece } from '@uet/schemas/api';
import type { Handlers } from '../api/app.js';
import { findLog } from '../logs/find-log.js';
import { followLog } from '../logs/follow-log.js';
import { readLog } from '../logs/read-log.js';
import { searchLog } from '../logs/search-log.js';

/** Answers what is asked of tasks and their logs. */
export const tasks: Handlers<'tasks'> = {
  list: ({ app, input }) => app.models.tasks.list(input),
  get: ({ app, input }) => app.models.tasks.get(input),
  log: async ({ app, input }) => readLog(await findLog(app, input), input),
  search_log: async ({ app, input }) => searchLog(await findLog(app, input), input),
  async follow_log({ app, input, signal }) {
    // Found before the caller hears that it is connected: a log that is not there is an error, not a stream.
    await findLog(app, input);
    return tell(followLog(() => findLog(app, input), Number(input.lastEventId ?? input.offset), signal));
  },
};

async function* tell(pieces: AsyncIterable<LogPiece>) {
  for await (const piece of pieces) yield { id: String(piece.next_offset), data: piece };
}
