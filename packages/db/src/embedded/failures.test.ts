import { describe, expect, it } from 'vitest';
import { explainFailure } from './failures.js';

// What the programs of PostgreSQL 18 print, taken from real failures.
const outputs: readonly [name: string, code: string, says: RegExp, output: string][] = [
  [
    'a full device in initdb',
    'disk_full',
    /no room left/,
    'running bootstrap script ... initdb: error: could not write file "/x/data/base/1": No space left on device',
  ],
  [
    'a full device in the server',
    'disk_full',
    /no room left/,
    '[7] FATAL:  could not write lock file "postmaster.pid": No space left on device',
  ],
  [
    'too little memory',
    'database_unavailable',
    /too little memory/,
    '[7] FATAL:  could not map anonymous shared memory: Cannot allocate memory\n[7] HINT:  This error usually means',
  ],
  [
    'shared memory refused',
    'database_unavailable',
    /too little memory/,
    '[7] FATAL:  could not create shared memory segment: Invalid argument',
  ],
  [
    'files of another version',
    'database_failed',
    /another version/,
    '[7] FATAL:  database files are incompatible with server\n[7] DETAIL:  was initialized with PG_CONTROL_VERSION 1300',
  ],
  [
    'a missing control file',
    'database_failed',
    /damaged/,
    'postgres: could not find the database system\nExpected to find it in the directory "/x", but could not open "/x/global/pg_control"',
  ],
  [
    'a lost checkpoint',
    'database_failed',
    /damaged/,
    '[7] PANIC:  could not locate a valid checkpoint record at 0/15EC2F8',
  ],
  [
    'a folder of someone else',
    'database_unavailable',
    /may not use its folder/,
    '[7] FATAL:  data directory "/x" has wrong ownership',
  ],
  [
    'a read-only device',
    'database_unavailable',
    /cannot be written/,
    'initdb: error: /x: Read-only file system',
  ],
];

describe('explainFailure', () => {
  it.each(outputs)('names the cause of %s', (_name, code, says, output) => {
    const error = explainFailure(output, 'PostgreSQL did not start', '/x');
    expect(error.code).toBe(code);
    expect(error.message).toMatch(says);
    expect(error.message).toContain(output.split('\n')[0]);
    expect(error.hint).toMatch(/\.$/);
    expect(error.where).toBe('/x');
  });

  it('quotes the last lines of what it does not know', () => {
    const output = Array.from({ length: 50 }, (_, n) => `line ${n}`).join('\n');
    const error = explainFailure(output, 'PostgreSQL did not start', '/x');
    expect(error.code).toBe('database_failed');
    expect(error.message).toMatch(/line 49$/);
    expect(error.message).not.toContain('line 40\n');
    expect(error.hint).toContain('DATABASE_URL');
  });
});
