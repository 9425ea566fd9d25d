import { readFileSync, type Stats, statSync, unlinkSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { listCheckouts } from '../checkouts.js';
import type { Repository } from '../inspect-repository.js';
import { lockWaitMs } from './checkout-lock.js';

/** A move of a branch that a killed process had begun, and whose git may have been killed with it. */
export interface LostMove {
  /** Full name, `refs/heads/…`. */
  readonly ref: string;
  /** The commit that it was to be moved to. */
  readonly commit: string;
  /** When the move was prepared: what is older is not its doing. */
  readonly preparedAt: Date;
}

/** The content of a file with its state, null where there is none. */
function look(path: string): { stat: Stats; text: string } | null {
  const stat = statSync(path, { throwIfNoEntry: false });
  try {
    return stat === undefined ? null : { stat, text: readFileSync(path, 'utf8').trim() };
  } catch {
    return null;
  }
}

/** Removes a lock that says this, has stood there unchanged for a while, and is not older than the move. */
async function removeDead(path: string, texts: readonly string[], { preparedAt }: LostMove): Promise<void> {
  const found = look(path);
  // A second less: some file systems keep whole seconds.
  if (found === null || found.stat.mtimeMs < preparedAt.getTime() - 1000) return;
  if (!texts.includes(found.text)) return;
  const ageMs = Date.now() - found.stat.mtimeMs;
  if (ageMs < lockWaitMs) await wait(lockWaitMs - ageMs);
  const again = look(path);
  if (
    again?.stat.ino === found.stat.ino &&
    again.stat.mtimeMs === found.stat.mtimeMs &&
    again.text === found.text
  )
    unlinkSync(path);
}

/**
 * Removes the locks of a git that was killed in the middle of moving a branch: git leaves them for a person to
 * remove. A living git holds them for milliseconds; one that has stood for seconds since the move was prepared,
 * names its commit (or is empty, as git leaves the lock of HEAD), belongs to nobody.
 */
export async function removeDeadLocks(repository: Repository, move: LostMove): Promise<void> {
  await removeDead(join(repository.commonDir, `${move.ref}.lock`), [move.commit, ''], move);
  for (const { gitDir, branch } of await listCheckouts(repository)) {
    if (`refs/heads/${branch}` === move.ref) await removeDead(join(gitDir, 'HEAD.lock'), [''], move);
  }
}
