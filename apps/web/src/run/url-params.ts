'use client';

import { useSearchParams } from 'next/navigation';
import { writeAddress } from '@/ui/leaving';

/** New values of parameters of the address; null takes one away. */
export type UrlChanges = Readonly<Record<string, string | null>>;

/** The address of this page with other parameters. */
function hrefWith(changes: UrlChanges): string {
  const url = new URL(window.location.href);
  for (const [name, value] of Object.entries(changes)) {
    if (value === null || value === '') url.searchParams.delete(name);
    else url.searchParams.set(name, value);
  }
  return `${url.pathname}${url.search}${url.hash}`;
}

/** Changes parameters of the address: `push` where the back button shall undo it. The server is not asked. */
export function setUrlParams(changes: UrlChanges, how: 'push' | 'replace' = 'replace'): void {
  writeAddress(hrefWith(changes), how === 'push');
}

/** The value of a parameter of the address; null where it is not there. */
export const useUrlParam = (name: string): string | null => useSearchParams().get(name);
