import type { Message } from '@uet/client';
import type { ApiModels } from '@uet/db';
import type { Session } from '@uet/runtime';
import type { Contract, OutputOf, Procedure, RequestOf } from '@uet/schemas/api';
import type { Caller } from '../auth/caller.js';
import type { SignInCodes } from '../auth/sign-in-codes.js';
import type { EventFeed } from '../events/event-feed.js';

/** What every handler works with. */
export interface App {
  readonly session: Session;
  readonly models: ApiModels;
  readonly feed: EventFeed;
  readonly codes: SignInCodes;
  /** The address that people use; null where it is not known. */
  readonly publicUrl: string | null;
  readonly version: string;
  /** Aborted when the server stops: what goes on telling, ends. */
  readonly stopping: AbortSignal;
}

/** One call of a procedure: by whom, and with what. */
export interface Call<P extends Procedure> {
  readonly app: App;
  readonly caller: Caller;
  readonly input: RequestOf<P>;
  /** Aborted when the caller has left, or the server stops. */
  readonly signal: AbortSignal;
}

/** What answers a procedure of the contract. */
export type Handler<P extends Procedure> = P['kind'] extends 'subscription'
  ? (call: Call<P>) => Promise<AsyncIterable<Message<OutputOf<P>>>>
  : (call: Call<P>) => Promise<OutputOf<P>>;

/** A handler for each procedure of a router: one that is missing does not compile. */
export type Handlers<R extends keyof Contract> = {
  readonly [N in keyof Contract[R]]: Contract[R][N] extends Procedure ? Handler<Contract[R][N]> : never;
};
