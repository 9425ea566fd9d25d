'use client';

import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import {
  createTRPCClient,
  httpBatchStreamLink,
  httpLink,
  httpSubscriptionLink,
  splitLink,
  TRPCClientError,
} from '@trpc/client';
import type { AppRouter } from '@uet/client';
import { type ReactNode, useState } from 'react';
import { TRPCProvider } from './api';
import { LiveUpdates } from './live-updates';
import { withoutDirection } from './without-direction';

/** The caller has to sign in, may not do this, or asked for what is not there: asking again does not help. */
const isFinalAnswer = (error: unknown): boolean =>
  error instanceof TRPCClientError &&
  ['UNAUTHORIZED', 'FORBIDDEN', 'NOT_FOUND', 'BAD_REQUEST'].includes(String(error.data?.code));

const createQueryClient = (): QueryClient =>
  new QueryClient({
    defaultOptions: {
      queries: {
        // Live updates tell when something has changed.
        staleTime: 30_000,
        retry: (failures, error) => !isFinalAnswer(error) && failures < 3,
        refetchOnWindowFocus: true,
      },
    },
  });

/** Answers of megabytes come alone: as part of a stream of answers they take more than twice as long. */
const large = new Set(['runs.graph', 'runs.timeline', 'patches.diff', 'tasks.log']);

// Always POST: a template as input is longer than what an address may be, and inputs stay out of access logs.
const createClient = () =>
  createTRPCClient<AppRouter>({
    links: [
      withoutDirection,
      splitLink({
        condition: ({ type }) => type === 'subscription',
        true: httpSubscriptionLink({ url: '/trpc' }),
        false: splitLink({
          condition: ({ path }) => large.has(path),
          true: httpLink({ url: '/trpc', methodOverride: 'POST' }),
          // Answers of one batch come each as soon as it is there.
          false: httpBatchStreamLink({ url: '/trpc', methodOverride: 'POST', maxItems: 20 }),
        }),
      }),
    ],
  });

/** Gives all pages the API, a cache of its answers, and live updates of that cache. */
export function ApiProvider({ children }: { readonly children: ReactNode }) {
  const [queryClient] = useState(createQueryClient);
  const [client] = useState(createClient);
  return (
    <QueryClientProvider client={queryClient}>
      <TRPCProvider trpcClient={client} queryClient={queryClient}>
        <LiveUpdates>{children}</LiveUpdates>
      </TRPCProvider>
    </QueryClientProvider>
  );
}
