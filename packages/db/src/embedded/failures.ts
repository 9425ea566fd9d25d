import { type ErrorCode, UetError } from '@uet/core';

interface Cause {
  readonly pattern: RegExp;
  readonly code: ErrorCode;
  readonly because: string;
  readonly hint: string;
}

const elsewhere = 'or set DATABASE_URL to a PostgreSQL server';

const causes: readonly Cause[] = [
  {
    pattern: /No space left on device|Disk quota exceeded|ENOSPC|EDQUOT/,
    code: 'disk_full',
    because: 'there is no room left on the device',
    hint: `Make room on that device, set UET_HOME to a folder on another one, ${elsewhere}.`,
  },
  {
    pattern: /Cannot allocate memory|could not (?:create|map|resize|open) .*shared memory|ENOMEM/,
    code: 'database_unavailable',
    because: 'the system gives it too little memory',
    hint: `Give this machine or container at least 256 MB of free memory, ${elsewhere}.`,
  },
  {
    pattern: /not compatible with (?:this version|server)|was initialized (?:by|with) PG_/,
    code: 'database_failed',
    because: 'its files were written by another version or build of PostgreSQL',
    hint: 'Use the version of UET that wrote it, or move the folder away to start with an empty database.',
  },
  {
    pattern:
      /pg_control|checkpoint record|invalid page|is not a valid|checksum|unexpected data beyond|PANIC:/,
    code: 'database_failed',
    because: 'its files are damaged',
    hint: 'Restore the folder from a copy, or move it away to start with an empty database.',
  },
  {
    pattern: /Permission denied|Operation not permitted|wrong ownership|invalid permissions|EACCES|EPERM/,
    code: 'database_unavailable',
    because: 'the account that runs it may not use its folder',
    hint: `Check who owns the folder, set UET_HOME to another one, ${elsewhere}.`,
  },
  {
    pattern: /Read-only file system|EROFS/,
    code: 'database_unavailable',
    because: 'its folder cannot be written to',
    hint: `Set UET_HOME to a folder that can be written to, ${elsewhere}.`,
  },
];

const shownLines = 6;

/** Turns what PostgreSQL's programs said before they gave up into an error with the cause, the last lines and advice. */
export function explainFailure(output: string, what: string, where: string): UetError {
  const lines = output.split('\n').filter((line) => line.trim() !== '');
  const cause = causes.find(({ pattern }) => pattern.test(output));
  const because = cause === undefined ? '' : `: ${cause.because}`;
  const quoted = lines.slice(-shownLines).map((line) => `\n  ${line.trim()}`);
  return new UetError(cause?.code ?? 'database_failed', `${what}${because}.${quoted.join('')}`, {
    where,
    hint: cause?.hint ?? `Look at the lines above; ${elsewhere.slice(3)}.`,
  });
}
