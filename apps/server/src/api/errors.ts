import { TRPCError } from '@trpc/server';
import { type ErrorCode, UetError } from '@uet/core';
import { databaseError } from '@uet/db';
import type { ApiError } from '@uet/schemas/api';
import { ZodError } from 'zod';

/** How each error is answered: a code that is missing does not compile. */
const answers: Record<ErrorCode, TRPCError['code']> = {
  bad_template: 'BAD_REQUEST',
  bad_parameter: 'BAD_REQUEST',
  bad_catalog: 'INTERNAL_SERVER_ERROR',
  bad_policy: 'BAD_REQUEST',
  bad_patch: 'BAD_REQUEST',
  bad_report: 'BAD_REQUEST',
  bad_argument: 'BAD_REQUEST',
  bad_document: 'BAD_REQUEST',
  bad_repository: 'BAD_REQUEST',
  bad_target: 'BAD_REQUEST',
  target_dirty: 'CONFLICT',
  bad_config: 'INTERNAL_SERVER_ERROR',
  not_found: 'NOT_FOUND',
  already_exists: 'CONFLICT',
  illegal_move: 'CONFLICT',
  forbidden: 'FORBIDDEN',
  unauthenticated: 'UNAUTHORIZED',
  rate_limited: 'TOO_MANY_REQUESTS',
  incomplete: 'UNPROCESSABLE_CONTENT',
  budget_exceeded: 'PRECONDITION_FAILED',
  unpriced: 'PRECONDITION_FAILED',
  no_tool: 'PRECONDITION_FAILED',
  stale: 'CONFLICT',
  repository_locked: 'CONFLICT',
  overtaken: 'CONFLICT',
  spawn_failed: 'INTERNAL_SERVER_ERROR',
  git_failed: 'INTERNAL_SERVER_ERROR',
  capture_failed: 'INTERNAL_SERVER_ERROR',
  database_unavailable: 'SERVICE_UNAVAILABLE',
  database_failed: 'INTERNAL_SERVER_ERROR',
  server_unavailable: 'SERVICE_UNAVAILABLE',
  disk_full: 'SERVICE_UNAVAILABLE',
  canceled: 'CLIENT_CLOSED_REQUEST',
  internal: 'INTERNAL_SERVER_ERROR',
};

/** What tRPC itself refuses, as codes of the error table; anything else is a fault of this program. */
const ownCodes: Partial<Record<TRPCError['code'], ErrorCode>> = {
  BAD_REQUEST: 'bad_argument',
  PARSE_ERROR: 'bad_argument',
  UNSUPPORTED_MEDIA_TYPE: 'bad_argument',
  METHOD_NOT_SUPPORTED: 'bad_argument',
  PAYLOAD_TOO_LARGE: 'bad_argument',
  NOT_FOUND: 'not_found',
  UNAUTHORIZED: 'unauthenticated',
  FORBIDDEN: 'forbidden',
  TOO_MANY_REQUESTS: 'rate_limited',
};

/** The error of a handler as tRPC answers it. */
export function answerOf(error: unknown): TRPCError {
  if (error instanceof TRPCError) return error;
  const known = knownError(error);
  return new TRPCError({ code: answers[known.code], message: known.message, cause: known });
}

/** Any error as one of the product's: the database's are told from faults of this program. */
export function knownError(error: unknown): UetError {
  if (error instanceof TRPCError) return fromTrpc(error);
  const found = databaseError(error, 'The database did not answer');
  // What it refused is a statement of this program: its words are for the log.
  if (found.code !== 'database_failed') return found;
  return new UetError('internal', 'something went wrong inside the server', {
    hint: 'the log of the server tells more about this request',
    cause: error,
  });
}

function fromTrpc(error: TRPCError): UetError {
  if (error.cause instanceof UetError) return error.cause;
  const code = ownCodes[error.code];
  if (code === undefined) return knownError(error.cause ?? { message: error.message });
  if (!(error.cause instanceof ZodError)) return new UetError(code, error.message, { cause: error });
  const problems = error.cause.issues.map(({ path, message }) => {
    const where = path.join('.');
    return { code, where, message, text: '' } as const;
  });
  const message = problems.map(({ where, message }) => (where === '' ? message : `${where}: ${message}`));
  const where = problems[0]?.where ?? '';
  return new UetError(code, message.join('; '), {
    problems,
    ...(where === '' ? {} : { where }),
    hint: 'the OpenAPI document at /openapi.json tells what each procedure takes',
  });
}

/** What an answer says of an error beside its message. */
export const describeError = (error: UetError, requestId: string): ApiError => ({
  code: error.code,
  hint: error.hint ?? null,
  where: error.where ?? null,
  problems: error.problems.map(({ message, where, hint }) => ({ message, where, hint: hint ?? null })),
  request_id: requestId,
});
