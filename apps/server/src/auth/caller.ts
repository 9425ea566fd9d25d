import type { Actor } from '@uet/core';
import { UetError } from '@uet/core';
import type { ApiToken, Role } from '@uet/schemas';

/** Who makes a request. */
export interface Caller {
  readonly token: ApiToken;
  readonly role: Role;
  /** Who it is in the event log. */
  readonly actor: Actor;
  /** Whether it is a browser with its cookie: sites it has open must not speak in its name. */
  readonly byCookie: boolean;
}

const ranks: Record<Role, number> = { viewer: 0, operator: 1, admin: 2 };

/** The caller, where it has at least this role. Throws `unauthenticated` or `forbidden`. */
export function requireRole(caller: Caller | null, role: Role): Caller {
  if (caller === null) {
    throw new UetError('unauthenticated', 'this needs a token or a signed-in browser', {
      hint: 'send `Authorization: Bearer uet_…`; `uet token create` makes a token',
    });
  }
  if (ranks[caller.role] < ranks[role]) {
    throw new UetError('forbidden', `this needs the role ${role}; ${caller.token.name} has ${caller.role}`, {
      hint: 'ask an admin for a token with that role',
    });
  }
  return caller;
}
