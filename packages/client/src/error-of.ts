import { isTRPCClientError } from '@trpc/client';
import type { ApiError } from '@uet/schemas/api';
import type { AppRouter } from './app-router.js';

/** What is known of an error of a call: what is wrong, where, and what to do about it. */
export interface CallError {
  /** A code of UET's error table; `unreachable` where the server did not answer. */
  readonly code: string;
  readonly message: string;
  readonly hint: string | null;
  readonly where: string | null;
  readonly problems: ApiError['problems'];
  /** The HTTP status; null where there was no answer. */
  readonly status: number | null;
  /** How the request is called in the log of the server. */
  readonly requestId: string | null;
}

const none = { hint: null, where: null, problems: [], status: null, requestId: null };

/** Reads any error that a call of the client may end in. Never throws. */
export function errorOf(error: unknown): CallError {
  const message = error instanceof Error ? error.message : String(error);
  if (!isTRPCClientError<AppRouter>(error)) return { ...none, code: 'internal', message };
  const status = error.data?.httpStatus ?? statusOf(error);
  const uet = error.data?.uet;
  if (uet !== undefined) {
    const { code, hint, where, problems, request_id: requestId } = uet;
    return { code, message, hint, where, problems, status, requestId };
  }
  if (error.cause?.name === 'AbortError') return { ...none, code: 'canceled', message, status };
  if (status === null)
    return { ...none, code: 'unreachable', message, hint: 'check that the server runs at this address' };
  return { ...none, code: 'internal', message, status };
}

/** The status of an answer that is not ours, as a proxy gives it, or of a stream that was refused. */
function statusOf({ meta, cause }: { meta?: unknown; cause?: unknown }): number | null {
  const { status } = (meta as { response?: { status?: unknown } } | undefined)?.response ?? {};
  if (typeof status === 'number') return status;
  const { code } = (cause ?? {}) as { code?: unknown };
  return typeof code === 'number' ? code : null;
}
