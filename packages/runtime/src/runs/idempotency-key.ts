import type { ChangeSet } from '@uet/core';
import type { RunState } from '@uet/schemas';
import { sha256Of } from '../engine/digest.js';
import type { EngineContext } from '../engine/engine-context.js';

/** What a request is known again by: who asks, and a key of their own. */
export interface RequestKey {
  readonly actor: string;
  readonly key: string;
}

/** How long a key is known, in milliseconds: a day. */
const knownMs = 86_400_000;

/** Keys of different people never meet. */
const idOf = ({ actor, key }: RequestKey): string => sha256Of(JSON.stringify([actor, key]));

/** The run that a request with this key started, or null. */
export async function runOfKey(
  { store }: Pick<EngineContext, 'store'>,
  key: RequestKey,
): Promise<RunState | null> {
  const known = await store.find('idempotency_keys', idOf(key));
  return known === null ? null : store.find('runs', known.run_id);
}

/** Keeps the key of the request that starts a run. */
export function writeKey(changes: ChangeSet, key: RequestKey, run: RunState): void {
  changes.insert('idempotency_keys', { id: idOf(key), run_id: run.id, created_at: changes.now });
}

/** Forgets the keys that nobody sends again. */
export const forgetOldKeys = ({ store, clock }: Pick<EngineContext, 'store' | 'clock'>): Promise<void> =>
  store.forgetKeys(new Date(clock.now().getTime() - knownMs).toISOString());
