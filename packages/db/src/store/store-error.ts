import { UetError } from '@uet/core';
import { databaseError, troubleOf } from '../database-error.js';

/** SQLSTATE of `require_rows`: an update did not find its row in the version that it was made from. */
const staleState = 'UE001';
/** SQLSTATE unique_violation. */
const takenState = '23505';

/** What a driver's error means to a caller of the store: `stale`, `already_exists`, or what the database says. */
export function storeError(error: unknown): UetError {
  if (error instanceof UetError) return error;
  const {
    code,
    message = String(error),
    detail,
  } = error as { code?: string; message?: string; detail?: string };
  const said = detail === undefined ? message : `${message} (${detail})`;
  // Two transactions that met: the loser reads again and tries once more, as with any stale row.
  if (code === staleState || troubleOf(error) === 'conflict')
    return new UetError('stale', said, { cause: error });
  if (code === takenState) return new UetError('already_exists', said, { cause: error });
  return databaseError(error, 'The database refused');
}
