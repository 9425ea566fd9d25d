import { UetError } from '@uet/core';

/** An error as one of the table: the system's own say what they mean, and any other is a fault of this program. */
export function knownError(error: unknown): UetError {
  if (error instanceof UetError) return error;
  const { code, message = String(error) } = error as NodeJS.ErrnoException;
  const isFull = code === 'ENOSPC' || code === 'EDQUOT';
  return new UetError(isFull ? 'disk_full' : 'internal', isFull ? message : `internal error: ${message}`, {
    cause: error,
  });
}
