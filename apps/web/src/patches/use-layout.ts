'use client';

import { useCallback, useSyncExternalStore } from 'react';
import type { Layout } from '@/diff/rows';
import { useMedia } from '@/ui/use-media';

const key = 'uet.diff.layout';
const listeners = new Set<() => void>();

const subscribe = (changed: () => void): (() => void) => {
  listeners.add(changed);
  window.addEventListener('storage', changed);
  return () => {
    listeners.delete(changed);
    window.removeEventListener('storage', changed);
  };
};

const read = (): Layout => (window.localStorage.getItem(key) === 'split' ? 'split' : 'unified');

/** How the reader likes diffs, remembered in this browser; two columns need room. */
export function useLayout(): {
  readonly layout: Layout;
  readonly wide: boolean;
  readonly choose: (layout: Layout) => void;
} {
  const wide = useMedia('(min-width: 768px)');
  const liked = useSyncExternalStore(subscribe, read, () => 'unified' as const);
  const choose = useCallback((layout: Layout) => {
    window.localStorage.setItem(key, layout);
    for (const changed of listeners) changed();
  }, []);
  return { layout: wide ? liked : 'unified', wide, choose };
}
