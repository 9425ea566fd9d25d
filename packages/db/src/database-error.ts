import { type ErrorCode, UetError } from '@uet/core';
import pg from 'pg';
import { withoutPassword } from './database-url.js';

/** What became of a statement that ended in an error, as far as it matters for trying again. */
export type DatabaseTrouble = 'conflict' | 'unavailable' | 'full' | 'refused';

const conflicts = new Set(['40001', '40P01']);
const socketCode =
  /^(?:ECONNREFUSED|ECONNRESET|ECONNABORTED|EPIPE|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|ENOTFOUND|EAI_AGAIN)$/;
const lostConnection =
  /^(?:Connection terminated|Client has encountered a connection error|timeout exceeded|Client was closed)/;

/**
 * Sorts an error of the driver: `conflict` is undone and worth repeating at once, `unavailable` later; `refused` is
 * everything else, among it every error that is not the database's. SQLSTATE classes: PostgreSQL, Appendix A.
 */
export function troubleOf(error: unknown): DatabaseTrouble {
  const { code, message } = error as { code?: unknown; message?: unknown };
  if (error instanceof pg.DatabaseError && typeof code === 'string') {
    if (conflicts.has(code)) return 'conflict';
    if (code === '53100') return 'full';
    // 08: connection; 57P: shutdown, crash, starting up; 53300: too many connections.
    return /^(?:08|57P|53300)/.test(code) ? 'unavailable' : 'refused';
  }
  if (typeof code === 'string' && socketCode.test(code)) return 'unavailable';
  return typeof message === 'string' && lostConnection.test(message) ? 'unavailable' : 'refused';
}

/** The database's error as the product's, naming the server but never the password. */
export function databaseError(error: unknown, what: string, url?: string): UetError {
  if (error instanceof UetError) return error;
  const trouble = troubleOf(error);
  const hint = hintFor(trouble, (error as { code?: unknown }).code);
  return new UetError(errorCodes[trouble], `${what}: ${describe(error)}.`, {
    cause: error,
    ...(hint === undefined ? {} : { hint }),
    ...(url === undefined ? {} : { where: withoutPassword(url) }),
  });
}

const errorCodes = {
  conflict: 'database_unavailable',
  unavailable: 'database_unavailable',
  full: 'disk_full',
  refused: 'database_failed',
} as const satisfies Record<DatabaseTrouble, ErrorCode>;

function hintFor(trouble: DatabaseTrouble, code: unknown): string | undefined {
  if (trouble === 'full') return "Make room on the database's device.";
  if (trouble === 'conflict') return 'Try again when less is going on.';
  if (trouble === 'unavailable') return 'Check that the server runs and can be reached from here.';
  if (code === '3D000') return 'Create the database, or name another one in DATABASE_URL.';
  if (code === '28P01' || code === '28000') return 'Check user and password in DATABASE_URL.';
  return undefined;
}

function describe(error: unknown): string {
  if (error instanceof AggregateError && error.errors.length > 0) return describe(error.errors[0]);
  return error instanceof Error ? error.message.replace(/\.$/, '') : String(error);
}
