import { createTRPCContext } from '@trpc/tanstack-react-query';
import type { AppRouter } from '@uet/client';

/** Hooks and provider of the typed API: `useApi().runs.list.queryOptions(…)`. */
export const { TRPCProvider, useTRPC: useApi, useTRPCClient: useApiClient } = createTRPCContext<AppRouter>();
