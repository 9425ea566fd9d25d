import { type ErrorCode, errorTable, UetError } from '@uet/core';
import type { FoundServer } from './find-api.js';

/** The error of a call as the command tells it alone: with the same code, message, place and hint. */
export async function asUetError(error: unknown, server: FoundServer | null): Promise<unknown> {
  if (!(error instanceof Error) || error.name !== 'TRPCClientError') return error;
  const own = causesOf(error).find((cause) => cause instanceof UetError);
  // Where the router answers in this process, what is wrong inside need not be hidden.
  if (own !== undefined) return own.code === 'internal' && own.cause !== undefined ? own.cause : own;
  const { errorOf } = await import('@uet/client');
  const { code: given, message, hint, where, problems } = errorOf(error);
  if (given === 'unreachable') return gone(server, error);
  const code = isKnown(given) ? given : 'internal';
  return new UetError(code, message, {
    ...(where === null ? {} : { where }),
    ...hintOf(code, hint, server),
    problems: problems.map(({ hint: what, ...problem }) => ({
      code,
      text: '',
      ...problem,
      ...(what === null ? {} : { hint: what }),
    })),
    cause: error,
  });
}

const isKnown = (code: string): code is ErrorCode => Object.hasOwn(errorTable, code);

/** The error, and what it was caused by. */
function causesOf(error: unknown): unknown[] {
  const causes: unknown[] = [];
  for (let at = error; at instanceof Error && causes.length < 10; at = at.cause) causes.push(at);
  return causes;
}

function hintOf(code: ErrorCode, hint: string | null, server: FoundServer | null): { hint?: string } {
  if (code === 'unauthenticated' && server?.isRemote === true) {
    const what = server.token === undefined ? 'set UET_TOKEN to a token' : 'set UET_TOKEN to another token';
    return { hint: `${what} of this server: \`uet token create <name>\` makes one there` };
  }
  return hint === null ? {} : { hint };
}

const gone = (server: FoundServer | null, cause: Error): UetError =>
  new UetError('server_unavailable', `the server at ${server?.url} does not answer`, {
    where: server?.isRemote === true ? 'UET_URL' : (server?.url ?? ''),
    hint:
      server?.isRemote === true
        ? 'check that it runs at this address; unset UET_URL to work without it'
        : 'it may have been stopped: `uet up` starts it',
    cause,
  });
