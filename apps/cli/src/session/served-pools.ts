import type { UetClient } from '@uet/client';
import { staleAfterMs } from '@uet/core';

/** The pools whose work a worker takes that lives, by its heartbeat. */
export async function servedPools(api: UetClient): Promise<ReadonlySet<string>> {
  const { items } = await api.workers.list.query({});
  const present = items.filter(({ heartbeat_at: at }) => Date.now() - Date.parse(at) <= staleAfterMs);
  return new Set(present.map(({ pool }) => pool));
}
