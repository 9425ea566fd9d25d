import type { TRPCLink } from '@trpc/client';
import type { AppRouter } from '@uet/client';

/** tRPC's infinite queries send the direction they go in; our lists only go forward, and refuse keys they do not know. */
export const withoutDirection: TRPCLink<AppRouter> =
  () =>
  ({ op, next }) =>
    next({ ...op, input: forward(op.input) });

function forward(input: unknown): unknown {
  if (typeof input !== 'object' || input === null || !('direction' in input)) return input;
  const { direction: _direction, ...rest } = input;
  return rest;
}
