import {
  type HTTPBatchLinkOptions,
  httpBatchLink,
  httpSubscriptionLink,
  retryLink,
  splitLink,
  type TRPCLink,
} from '@trpc/client';
import type { AnyTRPCRootTypes } from '@trpc/server';
import type { AppRouter } from './app-router.js';
import { FetchEventSource } from './event-source.js';
import { mayRetry, retryDelayMs } from './retries.js';

/** Where the server is, and how it is spoken to. */
export interface ClientOptions {
  /** The address of the server, such as `http://127.0.0.1:3000`. */
  readonly url: string;
  /** The token, or what gives it for each request; in a signed-in browser there is none. */
  readonly token?: string | (() => string | Promise<string>) | undefined;
  /** Further headers of each request. */
  readonly headers?: Readonly<Record<string, string>>;
  /** Instead of the global `fetch`. */
  readonly fetch?: typeof globalThis.fetch;
  /** How often a call that failed in passing is made again. Default 3. Streams come back as often as it takes. */
  readonly retries?: number;
}

type FetchEsque = NonNullable<HTTPBatchLinkOptions<AnyTRPCRootTypes>['fetch']>;

/** How many calls that are made at the same moment share a request. */
const maxBatch = 20;

/** The links of a client, for those who make tRPC's client themselves. */
export function uetLinks(options: ClientOptions): Array<TRPCLink<AppRouter>> {
  const { url: base, retries = 3, fetch: send = globalThis.fetch.bind(globalThis) } = options;
  const url = `${base.replace(/\/+$/, '')}/trpc`;
  const headers = () => headersOf(options);
  return [
    retryLink({
      retry: ({ op: { type, input }, error, attempts }) =>
        mayRetry({ type, input, error, attempts }, retries),
      retryDelayMs,
    }),
    splitLink({
      condition: ({ type }) => type === 'subscription',
      true: httpSubscriptionLink({
        url,
        EventSource: FetchEventSource,
        eventSourceOptions: {
          fetch: async (address, init) =>
            send(address, { ...init, headers: { ...init.headers, ...(await headers()) } }),
        },
      }),
      // Always POST: a template as input is longer than what an address may be, and inputs stay out of access logs.
      false: httpBatchLink({
        url,
        headers,
        fetch: send as FetchEsque,
        methodOverride: 'POST',
        maxItems: maxBatch,
      }),
    }),
  ];
}

async function headersOf({ token, headers = {} }: ClientOptions): Promise<Record<string, string>> {
  const given = typeof token === 'function' ? await token() : token;
  return { ...headers, ...(given === undefined ? {} : { authorization: `Bearer ${given}` }) };
}
