'use client';

import { usePathname, useSearchParams } from 'next/navigation';
import { useCallback } from 'react';
import { writeAddress } from './leaving';

/** What to change in the query of the address; null takes a parameter away. */
export type UrlChange = Readonly<Record<string, string | readonly string[] | null>>;

/** A query with some parameters changed; empty values are left out, so that addresses stay short. */
export function changedSearch(search: string, change: UrlChange): string {
  const next = new URLSearchParams(search);
  for (const [name, value] of Object.entries(change)) {
    next.delete(name);
    for (const each of typeof value === 'string' ? [value] : (value ?? [])) {
      if (each !== '') next.append(name, each);
    }
  }
  const text = next.toString();
  return text === '' ? '' : `?${text}`;
}

/** How the address is changed. */
export interface UrlManner {
  /** The new part after `#`; as it is where absent. */
  readonly hash?: string;
  /** Adds an entry to the history, so that Back undoes the change; else the entry is replaced. */
  readonly push?: boolean;
}

/** The query of the address, and how to change it in place: filters and selections live there. */
export function useUrl(): readonly [URLSearchParams, (change: UrlChange, manner?: UrlManner) => void] {
  const params = useSearchParams();
  const pathname = usePathname();
  const change = useCallback(
    (to: UrlChange, { hash = window.location.hash, push = false }: UrlManner = {}) => {
      const search = changedSearch(window.location.search, to);
      if (search === window.location.search && hash === window.location.hash) return;
      writeAddress(`${pathname}${search}${hash}`, push);
    },
    [pathname],
  );
  return [params, change];
}
