import { type ErrorCode, UetError } from '@uet/core';

/** `git` as a person would type it; long lists are cut, odd characters are quoted. */
export function describeCommand(args: readonly string[]): string {
  const words = args
    .slice(0, 12)
    .map((word) => (/^[\w@%+=:,./^~-]+$/.test(word) ? word : JSON.stringify(word)));
  return ['git', ...words, ...(args.length > 12 ? ['…'] : [])].join(' ');
}

/** The first lines of what git wrote to standard error, without its hints. */
export function firstLines(stderr: string, count = 4): string {
  const lines = stderr.split('\n').filter((line) => line.trim() !== '' && !line.startsWith('hint:'));
  return lines.slice(0, count).join('\n');
}

const lockFile = /Unable to create '(.+\.lock)': File exists/;

function codeOf(stderr: string): ErrorCode {
  if (/No space left on device|Disk quota exceeded/.test(stderr)) return 'disk_full';
  // Only a lock *file* counts: "cannot lock ref … is at … but expected …" is a lost race, not a lock.
  if (lockFile.test(stderr) || stderr.includes('Another git process seems to be running')) {
    return 'repository_locked';
  }
  return 'git_failed';
}

/** The error for a git command that ended badly: `git_failed`, `repository_locked` or `disk_full`. */
export function gitFailure(args: readonly string[], ended: string, stderr: string): UetError {
  const code = codeOf(stderr);
  const lock = lockFile.exec(stderr)?.[1];
  const said = firstLines(stderr);
  const message = `${describeCommand(args)} ${ended}${said === '' ? '' : `: ${said}`}`;
  if (code !== 'repository_locked') return new UetError(code, message);
  return new UetError(code, message, {
    hint: `If no other git command is running, remove ${lock ?? 'the lock file'}.`,
    ...(lock === undefined ? {} : { where: lock }),
  });
}
