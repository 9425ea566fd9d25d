'use client';

import { useCallback, useMemo, useRef, useState } from 'react';
import { type Anchor, anchorKey } from '@/diff/diff-line';

/** Comments that are being written: what is scrolled out of view is taken out of the page, its text must not be lost. */
export function useDrafts() {
  const texts = useRef(new Map<string, string>());
  const [open, setOpen] = useState<ReadonlySet<string>>(new Set());
  const begin = useCallback((anchor: Anchor) => setOpen((all) => new Set(all).add(anchorKey(anchor))), []);
  const end = useCallback((anchor: Anchor) => {
    texts.current.delete(anchorKey(anchor));
    setOpen((all) => {
      const rest = new Set(all);
      rest.delete(anchorKey(anchor));
      return rest;
    });
  }, []);
  const textOf = useCallback((anchor: Anchor) => texts.current.get(anchorKey(anchor)) ?? '', []);
  const write = useCallback((anchor: Anchor, text: string) => {
    texts.current.set(anchorKey(anchor), text);
  }, []);
  return useMemo(() => ({ open, begin, end, textOf, write }), [open, begin, end, textOf, write]);
}

/** Comments that are being written. */
export type Drafts = ReturnType<typeof useDrafts>;
