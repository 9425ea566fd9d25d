'use client';

import { useCallback, useEffect, useMemo, useState } from 'react';
import { type Anchor, anchorHash, parseHash } from '@/diff/diff-line';
import type { Jump } from '@/diff/diff-view';
import { useUrl } from '@/ui/use-url';

/** The place in a diff that the address names with `?file=` and `#L`, and how to go to another one. */
export interface Place {
  readonly target: Anchor | null;
  readonly jump: Jump | null;
  /** Puts a place into the address. */
  readonly mark: (anchor: Anchor) => void;
  /** The same, and scrolls there. */
  readonly goTo: (anchor: Anchor) => void;
}

/** The address of a place in the diff on this page. */
export const placeHref = (anchor: Anchor): string =>
  `?${new URLSearchParams({ file: anchor.path })}${anchorHash(anchor)}`;

/** The place in a diff that the address names, and how to go to another one. */
export function usePlace(): Place {
  const [params, change] = useUrl();
  const file = params.get('file');
  const [hash, setHash] = useState<ReturnType<typeof parseHash>>(null);
  const [jump, setJump] = useState<Jump | null>(null);

  // The server does not get to see what follows the #: it is read when the page is in the browser.
  useEffect(() => {
    const read = (): void => {
      const line = parseHash(window.location.hash);
      const path = new URLSearchParams(window.location.search).get('file');
      setHash(line);
      if (path !== null) setJump({ anchor: { path, side: line?.side ?? null, line: line?.line ?? null } });
    };
    read();
    window.addEventListener('hashchange', read);
    return () => window.removeEventListener('hashchange', read);
  }, []);

  const mark = useCallback(
    (anchor: Anchor) => {
      change({ file: anchor.path }, { hash: anchorHash(anchor) });
      setHash(parseHash(anchorHash(anchor)));
    },
    [change],
  );
  const goTo = useCallback(
    (anchor: Anchor) => {
      mark(anchor);
      setJump({ anchor });
    },
    [mark],
  );
  const target = useMemo<Anchor | null>(
    () => (file === null ? null : { path: file, side: hash?.side ?? null, line: hash?.line ?? null }),
    [file, hash],
  );
  return { target, jump, mark, goTo };
}
