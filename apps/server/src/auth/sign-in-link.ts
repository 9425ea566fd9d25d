import type { App } from '../api/app.js';
import type { SignIn } from './sign-in-codes.js';

/** Makes a link that signs one browser in: its path, and all of it where it is known how people reach the server. */
export function makeSignInLink({ codes, publicUrl }: Pick<App, 'codes' | 'publicUrl'>, signIn: SignIn) {
  const { code, expiresAt } = codes.issue(signIn);
  const path = `/sign-in#${code}`;
  return { path, url: publicUrl === null ? null : `${publicUrl}${path}`, expires_at: expiresAt };
}
