import { git } from '../git.js';
import { type KeptProcess, keepProcess } from './kept-process.js';

/** One compare-and-swap of a branch. */
export interface RefChange {
  /** Full name, `refs/heads/…`. */
  readonly ref: string;
  /** Null: the ref must not exist. */
  readonly oldCommit: string | null;
  readonly newCommit: string;
  /** For the reflog. A process is kept open for one reason: the same text again is eight times as fast. */
  readonly reason: string;
}

/** Moves refs through a kept-open `git update-ref --stdin`. */
export interface RefUpdater {
  /** Throws git's own error where the ref was not moved, e.g. `repository_locked`. */
  update(change: RefChange): Promise<void>;
  close(): Promise<void>;
}

interface Updating {
  readonly reason: string;
  readonly process: KeptProcess;
  answer: string;
  resolve: () => void;
  reject: (error: Error) => void;
}

const nothing = (): void => undefined;
const done = 'commit: ok\n';

function start(commonDir: string, reason: string): Updating {
  // The user's configuration names the committer in the reflog.
  const place = { gitDir: commonDir, cwd: commonDir, config: 'user' } as const;
  const process = keepProcess(['update-ref', '-m', reason, '--stdin'], place, {
    onOutput: (chunk) => {
      updating.answer += chunk.toString();
      if (updating.answer.endsWith(done)) updating.resolve();
    },
    onEnd: (error) => updating.reject(error),
  });
  const updating: Updating = { reason, process, answer: '', resolve: nothing, reject: nothing };
  return updating;
}

/** Opens an updater; its process starts with the first move, and again after one that git refused. */
export function openRefUpdater(commonDir: string): RefUpdater {
  let current: Updating | undefined;
  let last: Promise<void> = Promise.resolve();

  const move = async ({ ref, oldCommit, newCommit, reason }: RefChange): Promise<void> => {
    if (current?.reason !== reason) {
      await current?.process.close();
      current = start(commonDir, reason);
    }
    const updating = current;
    const answered = new Promise<void>((resolve, reject) => Object.assign(updating, { resolve, reject }));
    updating.answer = '';
    updating.process.hold(true);
    const order =
      oldCommit === null ? `create ${ref} ${newCommit}` : `update ${ref} ${newCommit} ${oldCommit}`;
    updating.process.write(`start\n${order}\ncommit\n`);
    try {
      await answered;
      updating.process.hold(false);
    } catch (error) {
      // A refusal ends the process; so does a kill, after which the ref itself has to be asked.
      current = undefined;
      throw error;
    }
  };
  return {
    update(change) {
      const next = last.then(() => move(change));
      last = next.catch(nothing);
      return next;
    },
    async close() {
      await last;
      await current?.process.close();
      current = undefined;
    },
  };
}

/** The commit that a ref names, by its full name and no other; null where there is none. */
export async function readRef(commonDir: string, ref: string): Promise<string | null> {
  const { stdout, exitCode } = await git(['show-ref', '--verify', '--hash', ref], {
    gitDir: commonDir,
    okExitCodes: [0, 1, 128],
  });
  return exitCode === 0 ? stdout.toString().trim() : null;
}
