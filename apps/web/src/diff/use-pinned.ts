'use client';

import { useEffect, useState } from 'react';

/**
 * The file that was gone to, until the reader scrolls: the last files of a diff never come to the top of the window, so
 * that the place alone does not tell which one is meant.
 */
export function usePinned(): readonly [string | null, (path: string) => void] {
  const [path, setPath] = useState<string | null>(null);
  useEffect(() => {
    if (path === null) return;
    const leave = (): void => setPath(null);
    const signs = ['wheel', 'touchmove', 'pointerdown'] as const;
    for (const sign of signs) window.addEventListener(sign, leave, { passive: true });
    return () => {
      for (const sign of signs) window.removeEventListener(sign, leave);
    };
  }, [path]);
  return [path, setPath];
}
