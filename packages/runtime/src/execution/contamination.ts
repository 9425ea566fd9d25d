import type { RunState } from '@uet/schemas';
import type { EngineContext } from '../engine/engine-context.js';
import type { RepositorySession } from '../engine/repository-session.js';
import { compareCheckout } from '../git/index.js';
import { unfinished } from '../recovery/wake-runs.js';

/** What has changed in the user's own checkouts since the watch began, in words; empty for nothing. */
export type ChangesSince = () => Promise<string[]>;

const nobodyKnows: ChangesSince = async () => [];

/**
 * Notes the user's checkouts before a tool runs, so that whatever it does to them by their absolute path shows.
 * Branches that unfinished runs land on are UET's to move. Where the state cannot be told, nothing is said.
 */
export async function watchCheckouts(
  context: EngineContext,
  session: RepositorySession,
  { lane }: Pick<RunState, 'lane'>,
): Promise<ChangesSince> {
  const exceptRefs = await landingRefs(context, lane);
  const before = await session.lookAtCheckouts(exceptRefs, 'recent');
  if (before === null) return nobodyKnows;
  return async () => {
    const after = await session.lookAtCheckouts(exceptRefs, 'now');
    return after === null ? [] : compareCheckout(before, after);
  };
}

/** The branches of unfinished runs of the same repository: lanes begin with what tells it from others. */
async function landingRefs({ store }: EngineContext, lane: string): Promise<string[]> {
  const repository = lane.slice(0, lane.indexOf(':') + 1);
  const runs = await store.list('runs', { state: unfinished });
  const refs = runs
    .filter((run) => run.lane.startsWith(repository))
    .map(({ target_branch: branch }) => `refs/heads/${branch}`);
  return ['refs/heads/uet/', ...new Set(refs)];
}
