import { randomBytes } from 'node:crypto';
import { type Actor, UetError } from '@uet/core';
import type { ApiToken } from '@uet/schemas';
import { sha256Of } from '../engine/digest.js';
import { changesOf, type EngineContext, transact } from '../engine/engine-context.js';

/** Who a token is for, what it may do, and until when. */
export type NewToken = Pick<ApiToken, 'name' | 'role' | 'kind'> & {
  /** ISO 8601; null for as long as nobody revokes it. */
  readonly expiresAt: string | null;
};

/** A token that was just made: the text is shown this once, and not kept. */
export interface CreatedToken {
  readonly token: string;
  readonly row: ApiToken;
}

type Places = Pick<EngineContext, 'store' | 'clock'>;

/** Makes a token of 256 random bits. Throws `bad_argument` for an end that is past. */
export async function createToken(
  context: EngineContext,
  { name, role, kind, expiresAt }: NewToken,
  actor: Actor,
): Promise<CreatedToken> {
  if (expiresAt !== null && Date.parse(expiresAt) <= context.clock.now().getTime()) {
    throw new UetError('bad_argument', `the token would have ended at ${expiresAt}`, { where: 'expires_at' });
  }
  const token = `uet_${randomBytes(32).toString('base64url')}`;
  const row = await transact(context, actor, async (changes) => {
    const made = changes.insert('api_tokens', {
      id: changes.newId(),
      name,
      role,
      kind,
      version: 0,
      sha256: sha256Of(token),
      created_at: changes.now,
      created_by: actor,
      last_used_at: null,
      expires_at: expiresAt,
      revoked_at: null,
    });
    changes.note('token', made, 'create', { name, role, kind, expires_at: expiresAt });
    return made;
  });
  return { token, row };
}

/** The record of a token that holds: null for one that is not known, was revoked, or has ended. */
export async function findToken({ store, clock }: Places, token: string): Promise<ApiToken | null> {
  const [row] = await store.list('api_tokens', { sha256: sha256Of(token), revoked_at: null }, { limit: 1 });
  if (row === undefined) return null;
  const hasEnded = row.expires_at !== null && Date.parse(row.expires_at) <= clock.now().getTime();
  return hasEnded ? null : row;
}

/** Ends a token at once. Once is enough; again changes nothing. Throws `not_found`. */
export async function revokeToken(context: EngineContext, tokenId: string, actor: Actor): Promise<void> {
  await transact(context, actor, async (changes) => {
    const row = await context.store.find('api_tokens', tokenId);
    if (row === null) throw new UetError('not_found', `there is no token ${tokenId}`, { where: tokenId });
    if (row.revoked_at !== null) return;
    changes.note('token', row, 'revoke', { name: row.name });
    changes.change('api_tokens', row, { revoked_at: changes.now });
  });
}

/** Notes that a token was used, to the minute: at most one write a minute, and no event. */
export async function touchToken(context: EngineContext, row: ApiToken): Promise<void> {
  const now = context.clock.now();
  now.setUTCSeconds(0, 0);
  const minute = now.toISOString();
  if (row.last_used_at !== null && row.last_used_at >= minute) return;
  const changes = changesOf(context);
  changes.touch('api_tokens', row, { last_used_at: minute });
  try {
    await context.store.commit(changes);
  } catch (error) {
    // It was revoked at this very moment.
    if (!(error instanceof UetError) || error.code !== 'stale') throw error;
  }
}
