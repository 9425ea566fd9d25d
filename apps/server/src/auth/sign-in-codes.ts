import { createHash, randomBytes } from 'node:crypto';
import type { Clock } from '@uet/core';
import type { Role } from '@uet/schemas';

/** For whom a browser is signed in. */
export interface SignIn {
  readonly name: string;
  readonly role: Role;
}

/** A link that was made. */
export interface Issued {
  readonly code: string;
  readonly expiresAt: string;
}

/** Codes that sign one browser in, once. */
export interface SignInCodes {
  issue(signIn: SignIn): Issued;
  /** For whom the code was made; null where it is unknown, used or too old. It is used from now on. */
  redeem(code: string): SignIn | null;
}

/** How long a code can be used, in milliseconds. */
const lifeMs = 600_000;
/** An admin who makes links without end is not to fill the memory. */
const maxCodes = 1_000;

const digest = (code: string): string => createHash('sha256').update(code).digest('hex');

/** Codes in the memory of this process, hashed: they live for minutes, and a new start of the server makes a new one. */
export function openSignInCodes(clock: Clock): SignInCodes {
  const known = new Map<string, SignIn & { readonly endsAtMs: number }>();
  return {
    issue(signIn) {
      const code = randomBytes(24).toString('base64url');
      const nowMs = clock.now().getTime();
      for (const [key, { endsAtMs }] of known)
        if (endsAtMs <= nowMs || known.size >= maxCodes) known.delete(key);
      known.set(digest(code), { ...signIn, endsAtMs: nowMs + lifeMs });
      return { code, expiresAt: new Date(nowMs + lifeMs).toISOString() };
    },
    redeem(code) {
      const key = digest(code);
      const found = known.get(key);
      known.delete(key);
      if (found === undefined || found.endsAtMs <= clock.now().getTime()) return null;
      return { name: found.name, role: found.role };
    },
  };
}
