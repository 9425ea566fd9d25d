import type { Caller } from '../auth/caller.js';
import type { App } from './app.js';

/** What a procedure knows of the request that calls it. */
export interface RequestContext {
  readonly app: App;
  readonly caller: Caller | null;
  readonly requestId: string;
}
