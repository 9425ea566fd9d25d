'use client';

import { useQuery } from '@tanstack/react-query';
import { TRPCClientError } from '@trpc/client';
import type { Role } from '@uet/schemas';
import type { Contract, OutputOf } from '@uet/schemas/api';
import { useEffect } from 'react';
import { useApi } from '@/api/api';
import { useGo } from '@/ui/use-go';

/** Who is signed in, and what is running; null until it is known. Without a session, the reader is asked to sign in. */
export function useSystem(): OutputOf<Contract['system']['info']> | null {
  const api = useApi();
  const go = useGo();
  const { data, error } = useQuery(api.system.info.queryOptions({}));
  const signedOut = error instanceof TRPCClientError && error.data?.code === 'UNAUTHORIZED';
  useEffect(() => {
    if (!signedOut) return;
    const back = `${window.location.pathname}${window.location.search}`;
    go(`/sign-in?back=${encodeURIComponent(back)}`, 'replace');
  }, [signedOut, go]);
  return data ?? null;
}

const ranks: Readonly<Record<Role, number>> = { viewer: 0, operator: 1, admin: 2 };

/** Whether the reader may do what asks for this role; false until it is known. */
export function useMay(role: Role): boolean {
  const system = useSystem();
  return system !== null && ranks[system.role] >= ranks[role];
}
