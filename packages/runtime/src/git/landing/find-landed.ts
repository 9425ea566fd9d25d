import type { Signature } from '@uet/schemas';
import { git } from '../git.js';
import { type CommitPair, streamDiffs } from './diff-stream.js';
import type { ObjectStore } from './object-store.js';

/** A patch that a history may hold already: it says the same, and does the same. */
export interface SoughtPatch {
  readonly author: Signature;
  readonly message: string;
  readonly diff: Uint8Array;
}

/** Where to look, and what makes two diffs the same change. */
export interface HistorySearch {
  readonly gitDir: string;
  readonly tip: string;
  readonly sameChange: (one: Uint8Array, other: Uint8Array) => boolean;
}

interface Logged extends CommitPair {
  readonly key: string;
}

/** Author, date and message: what a landing keeps. */
const keyOf = ({ name, email, date }: Signature, message: string): string =>
  [name.trim(), email.trim(), date, message.trim()].join('\0');

/**
 * The commit of the history of `tip` that each patch has become, or null: the one with its author, date and message
 * that makes the same change against its first parent. Costs one `git rev-list`, and a diff of what looks the same.
 */
export async function findLanded(
  store: ObjectStore,
  search: HistorySearch,
  patches: readonly SoughtPatch[],
): Promise<Array<string | null>> {
  const keys = patches.map(({ author, message }) => keyOf(author, message));
  const sought = new Map<string, number[]>();
  for (const [at, key] of keys.entries()) sought.set(key, [...(sought.get(key) ?? []), at]);
  const logged = (await readLog(search, patches)).filter(({ key }) => sought.has(key));
  const found: Array<string | null> = patches.map(() => null);
  const keyOfCommit = new Map(logged.map(({ commit, key }) => [commit, key]));
  for await (const { commit, diff } of streamDiffs(store.scratch, logged)) {
    for (const at of sought.get(keyOfCommit.get(commit) ?? '') ?? []) {
      if (found[at] === null && search.sameChange(diff, patches[at]?.diff ?? diff)) found[at] = commit;
    }
  }
  return found;
}

const fieldsOfCommit = 6;
const format = `${['%H', '%P', '%an', '%ae', '%ad', '%B'].join('%x00')}%x00`;
/** What is further back in so long a history is not looked at. */
const maxLogBytes = 256 * 1024 ** 2;
/** Clocks differ: a commit may be older than what it was made from. */
const slackS = 7 * 24 * 3600;

/** The commits of the history that are not older than the oldest patch. */
async function readLog({ gitDir, tip }: HistorySearch, patches: readonly SoughtPatch[]): Promise<Logged[]> {
  const oldestS = Math.min(...patches.map(({ author }) => Number.parseInt(author.date, 10)));
  if (!Number.isFinite(oldestS)) return [];
  const since = new Date(Math.max(0, oldestS - slackS) * 1000).toISOString();
  const args = [
    'rev-list',
    ...['--no-commit-header', `--format=${format}`, '--date=raw', '--encoding=UTF-8', `--since=${since}`],
    tip,
  ];
  const { stdout } = await git(args, { gitDir, maxOutputBytes: maxLogBytes, cutOutput: true });
  const fields = stdout.toString().split('\0');
  const logged: Logged[] = [];
  for (let at = 0; at + fieldsOfCommit <= fields.length; at += fieldsOfCommit) {
    const [commit = '', parents = '', name = '', email = '', date = '', message = ''] = fields.slice(
      at,
      at + fieldsOfCommit,
    );
    const parent = parents.split(' ')[0] || null;
    logged.push({ commit: commit.trim(), parent, key: keyOf({ name, email, date }, message) });
  }
  return logged;
}
