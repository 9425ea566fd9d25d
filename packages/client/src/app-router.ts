import type {
  TRPCBuiltRouter,
  TRPCDefaultErrorData,
  TRPCDefaultErrorShape,
  TRPCMutationProcedure,
  TRPCQueryProcedure,
  TRPCSubscriptionProcedure,
} from '@trpc/server';
import type { ApiError, Contract, InputOf, OutputOf, Procedure } from '@uet/schemas/api';

/** The error of an answer: what tRPC tells, and what UET tells beside it. */
export interface ErrorShape extends TRPCDefaultErrorShape {
  readonly data: TRPCDefaultErrorData & { readonly uet: ApiError };
}

/** A message of a subscription: a stream that breaks off goes on after the last `id` that was received. */
export interface Message<T> {
  readonly id: string;
  readonly data: T;
}

interface Definition<P extends Procedure, Output> {
  input: InputOf<P>;
  output: Output;
  meta: object;
  errorShape: ErrorShape;
}

type BuiltProcedure<P extends Procedure> = P['kind'] extends 'query'
  ? TRPCQueryProcedure<Definition<P, OutputOf<P>>>
  : P['kind'] extends 'mutation'
    ? TRPCMutationProcedure<Definition<P, OutputOf<P>>>
    : TRPCSubscriptionProcedure<Definition<P, AsyncIterable<Message<OutputOf<P>>, void>>>;

type BuiltRecord = {
  [R in keyof Contract]: {
    [N in keyof Contract[R]]: Contract[R][N] extends Procedure ? BuiltProcedure<Contract[R][N]> : never;
  };
};

/** The API as tRPC's clients know it: derived from the table in `@uet/schemas/api`, as the server is. */
export type AppRouter = TRPCBuiltRouter<
  { ctx: object; meta: object; errorShape: ErrorShape; transformer: false },
  BuiltRecord
>;
