import { type ErrorCode, UetError } from '@uet/core';

const codes: Readonly<Record<string, ErrorCode>> = { ENOSPC: 'disk_full', EDQUOT: 'disk_full' };

/** Runs work on files; what the system refuses becomes a `disk_full` or `internal` that says what was being done. */
export async function onFiles<T>(doing: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (cause) {
    const { code, message } = cause as NodeJS.ErrnoException;
    if (cause instanceof UetError || code === undefined) throw cause;
    throw new UetError(codes[code] ?? 'internal', `${doing}: ${message}`, { cause });
  }
}
