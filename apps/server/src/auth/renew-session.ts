import { type Session, transact } from '@uet/runtime';
import type { Caller } from './caller.js';
import { sessionMs } from './session-cookie.js';

/** A session is prolonged once a day at most, in milliseconds. */
const dayMs = 86_400_000;

/** Has the session of a browser that is in use live for another 30 days; true where it was prolonged. */
export async function renewSession({ context }: Session, { token }: Caller): Promise<boolean> {
  const nowMs = context.clock.now().getTime();
  if (token.expires_at === null || Date.parse(token.expires_at) - nowMs > sessionMs - dayMs) return false;
  await transact(context, 'system', async (changes) => {
    const row = await context.store.find('api_tokens', token.id);
    if (row === null || row.revoked_at !== null) return;
    changes.touch('api_tokens', row, { expires_at: new Date(nowMs + sessionMs).toISOString() });
  });
  return true;
}
