import { fingerprint } from '../../src/git/testing/repository-fingerprint.js';

/** What a run may write of a user's repository: objects, and the branch that it lands on with its log. */
const mayChange = (target: string): RegExp =>
  new RegExp(`^\\.git/(?:objects(?:/.*)?|(?:logs/)?refs/heads/${target})$`);

/**
 * Every file of a user's repository and its checkout, by bytes and mode, without what a run may write. Folders that
 * the branch needs to be there at all (`refs/heads/uet`) must be there before.
 */
export async function fingerprintRepository(
  repository: string,
  target: string,
): Promise<Record<string, string>> {
  const seen = await fingerprint(repository);
  const allowed = mayChange(target);
  return Object.fromEntries(Object.entries(seen).filter(([name]) => !allowed.test(name)));
}
