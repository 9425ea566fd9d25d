import { TRPCClientError } from '@trpc/client';
import type { ApiError } from '@uet/schemas/api';

/** What the API says of an error beside its message; null where the server was not reached. */
export function apiErrorOf(error: unknown): ApiError | null {
  if (!(error instanceof TRPCClientError)) return null;
  return (error.data as { uet?: ApiError } | null | undefined)?.uet ?? null;
}

/** An error in one or two sentences: what went wrong, and what to do. */
export function errorWords(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  const hint = apiErrorOf(error)?.hint ?? null;
  return hint === null ? message : `${message.replace(/\.$/, '')}. ${hint}`;
}
