import type { TokenLine } from '@uet/schemas/api';
import type { PrismaClient } from '../../generated/client.js';
import type { Answers, Looking } from '../answers.js';
import { isoOf } from '../iso-of.js';

/** How long a revoked token is still shown. */
const shownDays = 30;

/** Every token that was not revoked long ago, the newest first; never what they are checked by. */
export const listTokens =
  (client: PrismaClient, { now }: Looking): Answers<'tokens', 'list'> =>
  async () => {
    const since = new Date(now().getTime() - shownDays * 86_400_000);
    const rows = await client.apiToken.findMany({
      omit: { sha256: true },
      where: { OR: [{ revoked_at: null }, { revoked_at: { gt: since } }] },
      orderBy: { id: 'desc' },
    });
    return {
      items: rows.map(({ created_at, last_used_at, expires_at, revoked_at, role, kind, ...row }) => ({
        ...row,
        // The database holds no other words: it checks them.
        role: role as TokenLine['role'],
        kind: kind as TokenLine['kind'],
        created_at: created_at.toISOString(),
        last_used_at: isoOf(last_used_at),
        expires_at: isoOf(expires_at),
        revoked_at: isoOf(revoked_at),
      })),
    };
  };
