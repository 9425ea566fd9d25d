import { randomBytes } from 'node:crypto';
import { existsSync, linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { UetError } from '@uet/core';
import { hasProc, readProcess } from '../../processes/process-table.js';

/** A process of this machine; the start time tells it from a later one with the same number. */
interface LockOwner {
  readonly pid: number;
  readonly started_at: number | null;
}

/** What `index.lock` says while a checkout is being moved: enough to finish or to undo it after a kill. */
export interface CheckoutMove {
  readonly uet: 'checkout_move';
  /** Commits; null: the branch did not exist. */
  readonly from: string | null;
  readonly to: string;
  /** The index that will be the checkout's, below its git directory. */
  readonly index_file: string;
  /** True once all files and `index_file` are as `to` has them. */
  readonly has_files: boolean;
  readonly host: string;
  /** The processes that work on it: this program, and the git that it started. */
  readonly owners: readonly LockOwner[];
}

/** The lock of a checkout's index, held by this process. */
export interface CheckoutLock {
  readonly move: CheckoutMove;
  /** The full path of `move.index_file`. */
  readonly indexFile: string;
  /** Rewrites what the lock says. */
  update(change: Partial<Pick<CheckoutMove, 'has_files' | 'owners'>>): void;
  /** Removes the lock and the temporary index. */
  release(): void;
}

/** How long other programs' locks are waited for. */
export const lockWaitMs = 2_000;

const lockPath = (gitDir: string): string => join(gitDir, 'index.lock');
/** Below the git directory; nothing in it outlives the lock. */
const workName = 'uet';
const workFolder = (gitDir: string): string => join(gitDir, workName);

/** A process, as a lock names it. */
export function lockOwner(pid: number): LockOwner {
  return { pid, started_at: readProcess(pid)?.startedAt ?? null };
}

function isAlive({ pid, started_at: startedAt }: LockOwner): boolean {
  if (hasProc) {
    const found = readProcess(pid);
    return found !== null && !found.zombie && found.startedAt === startedAt;
  }
  try {
    process.kill(pid, 0);
    return true;
  } catch (cause) {
    return (cause as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** A file that appears whole: a kill leaves at most a stray file in the work folder. */
function writeAside(gitDir: string, text: string): string {
  mkdirSync(workFolder(gitDir), { recursive: true });
  const path = join(workFolder(gitDir), `lock-${randomBytes(6).toString('hex')}`);
  writeFileSync(path, text, { flag: 'wx' });
  return path;
}

function heldLock(gitDir: string, start: CheckoutMove): CheckoutLock {
  let move = start;
  return {
    get move() {
      return move;
    },
    indexFile: join(gitDir, start.index_file),
    update(change) {
      move = { ...move, ...change };
      renameSync(writeAside(gitDir, JSON.stringify(move)), lockPath(gitDir));
    },
    release() {
      rmSync(lockPath(gitDir), { force: true });
      rmSync(workFolder(gitDir), { recursive: true, force: true });
    },
  };
}

/** True where the lock is ours now; a link, because it fails where a rename would overwrite. */
function tryLock(gitDir: string, move: CheckoutMove): boolean {
  const aside = writeAside(gitDir, JSON.stringify(move));
  try {
    linkSync(aside, lockPath(gitDir));
    return true;
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw cause;
  } finally {
    rmSync(aside, { force: true });
  }
}

/** The error for a lock that does not go away. */
export function lockedError(gitDir: string): UetError {
  const path = lockPath(gitDir);
  return new UetError('repository_locked', `another program has locked the checkout: ${path}`, {
    where: path,
    hint: 'Let that program end; if none is running, remove the file.',
  });
}

/** Locks a checkout against git and against other runs; waits {@link lockWaitMs}, then throws `repository_locked`. */
export async function lockCheckout(gitDir: string, from: string | null, to: string): Promise<CheckoutLock> {
  const move: CheckoutMove = {
    uet: 'checkout_move',
    from,
    to,
    index_file: join(workName, `index-${randomBytes(6).toString('hex')}`),
    has_files: false,
    host: hostname(),
    owners: [lockOwner(process.pid)],
  };
  const deadline = Date.now() + lockWaitMs;
  for (let pauseMs = 10; !tryLock(gitDir, move); pauseMs = Math.min(pauseMs * 2, 250)) {
    if (Date.now() > deadline) throw lockedError(gitDir);
    await wait(pauseMs);
  }
  return heldLock(gitDir, move);
}

/** What the lock says, where it is one of ours. */
function readMove(gitDir: string): CheckoutMove | null {
  if (!existsSync(lockPath(gitDir))) return null;
  try {
    // Ours appear whole, so one that says that it is ours can be trusted.
    const move = JSON.parse(readFileSync(lockPath(gitDir), 'utf8')) as CheckoutMove | null;
    return move?.uet === 'checkout_move' && move.host === hostname() ? move : null;
  } catch {
    // git's own lock: an index, or nothing yet.
    return null;
  }
}

/**
 * Takes over a lock that a killed run left behind; null where there is none (or where it is another program's).
 * While its processes still work, waits {@link lockWaitMs}, then throws `repository_locked`.
 */
export async function takeOverCheckout(gitDir: string): Promise<CheckoutLock | null> {
  const deadline = Date.now() + lockWaitMs;
  for (let pauseMs = 10; ; pauseMs = Math.min(pauseMs * 2, 250)) {
    const move = readMove(gitDir);
    if (move === null) return null;
    if (!move.owners.some(isAlive)) {
      const lock = heldLock(gitDir, move);
      lock.update({ owners: [lockOwner(process.pid)] });
      return lock;
    }
    if (Date.now() > deadline) throw lockedError(gitDir);
    await wait(pauseMs);
  }
}
