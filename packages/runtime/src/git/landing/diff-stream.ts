import { spawn } from 'node:child_process';
import { text } from 'node:stream/consumers';
import { type GitPlace, gitEnvironment } from '../git-environment.js';
import { gitFailure } from '../git-failure.js';

/** A commit and what it is compared with; null compares it with nothing. */
export interface CommitPair {
  readonly commit: string;
  readonly parent: string | null;
}

const args = [
  'diff-tree',
  ...['--stdin', '--root', '--always', '-r', '-p', '--binary', '--full-index', '-M', '-U3'],
  ...['--no-ext-diff', '--no-textconv', '--no-color', '--src-prefix=a/', '--dst-prefix=b/'],
  ...['--submodule=short', '--ignore-submodules=none'],
];

/**
 * Cuts a stream at lines that are exactly the given ids, in their order, and yields what stands between them. No
 * line of a diff can be taken for one: content has a sign before it, and base 85 has no lines of this length.
 */
async function* cutAtIds(stream: AsyncIterable<Buffer>, ids: readonly string[]): AsyncGenerator<Buffer> {
  const newline = Buffer.from('\n');
  let next = 0;
  let held: Buffer[] = [];
  let tail: Buffer = newline;
  for await (const chunk of stream) {
    let rest: Buffer = chunk;
    for (;;) {
      const marker = `\n${ids[next] ?? 'the end'}\n`;
      const window = Buffer.concat([tail, rest]);
      const at = window.indexOf(marker, 0, 'latin1');
      if (at < 0) {
        held.push(rest);
        tail = window.subarray(-marker.length);
        break;
      }
      const whole = Buffer.concat([...held, rest]);
      const start = whole.length - window.length + at + 1;
      if (next > 0) yield whole.subarray(0, start);
      rest = whole.subarray(start + marker.length - 1);
      held = [];
      tail = newline;
      next += 1;
    }
  }
  if (next > 0) yield Buffer.concat(held);
}

/**
 * The diff of each pair, in their order, from one `git diff-tree --stdin`: binary, with full ids and renames.
 * Throws `git_failed`.
 */
export async function* streamDiffs(place: GitPlace & { cwd: string }, pairs: readonly CommitPair[]) {
  if (pairs.length === 0) return;
  const child = spawn('git', args, {
    cwd: place.cwd,
    env: gitEnvironment(place),
    stdio: ['pipe', 'pipe', 'pipe'],
    // As every git: a terminal's Ctrl-C does not reach it.
    detached: true,
  });
  const ended = new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  const stderr = text(child.stderr);
  child.stdin.on('error', () => undefined);
  child.stdin.end(
    pairs
      .map(({ commit, parent }) => `${commit} ${parent ?? ''}`.trimEnd())
      .join('\n')
      .concat('\n'),
  );
  let seen = 0;
  try {
    for await (const diff of cutAtIds(
      child.stdout,
      pairs.map(({ commit }) => commit),
    )) {
      const pair = pairs[seen++];
      if (pair !== undefined) yield { ...pair, diff };
    }
    const code = await ended;
    if (code !== 0 || seen < pairs.length)
      throw gitFailure(args, `ended with exit code ${code}`, await stderr);
  } finally {
    // The reader may have stopped early; nothing is lost by ending a process that only reads.
    child.kill();
  }
}
