import type { EngineContext } from '../engine/engine-context.js';
import type { GivenPatch } from './landing-request.js';

/** The commits of a range `A..B` as patches, oldest first, with author, date and message. */
export async function readRange(
  context: EngineContext,
  repository: string,
  range: string,
): Promise<GivenPatch[]> {
  const session = await context.sessions.open(repository);
  const patches: GivenPatch[] = [];
  for await (const { diff, message, author, commit } of session.readSeries(range)) {
    const title = message.split('\n', 1)[0] || commit;
    patches.push({ title, diff, message, author, origin: 'series' });
  }
  return patches;
}
