'use client';

import { useRouter } from 'next/navigation';
import { useCallback } from 'react';
import { leaveFor } from './leaving';

/** Goes to a page of the dashboard; with `replace`, Back does not lead to this one again. */
export function useGo(): (href: string, how?: 'push' | 'replace') => void {
  const router = useRouter();
  return useCallback(
    (href, how = 'push') => {
      leaveFor(href);
      router[how](href);
    },
    [router],
  );
}
