'use client';

import type { ReactNode } from 'react';
import { createContext, useContext } from 'react';
import type { Anchor } from './diff-line';
import type { Highlighter } from './highlight';

/** How a large file comes: asked for, not to be had (and why), or too large even so. */
export type LargeState = 'loading' | 'too_large' | { readonly problem: string };

/** What the rows of a diff need to know, and what they do. */
export interface DiffActions {
  readonly highlighter: Highlighter;
  /** The line that the address names. */
  readonly target: Anchor | null;
  /** Puts a line into the address. */
  readonly onTarget: (anchor: Anchor) => void;
  /** Opens a form for a comment; null where the reader may not comment. */
  readonly onComment: ((anchor: Anchor) => void) | null;
  /** The comments at a place, and the form for another one. */
  readonly renderThread: (anchor: Anchor) => ReactNode;
  /** Folds or unfolds a file or a hunk. */
  readonly onFold: (key: string) => void;
  readonly large: ReadonlyMap<string, LargeState>;
  readonly onLoadLarge: (path: string) => void;
}

const DiffContext = createContext<DiffActions | null>(null);

/** Gives the rows of a diff what they need. */
export const DiffProvider = DiffContext.Provider;

/** What the diff around a row gives it. */
export function useDiff(): DiffActions {
  const actions = useContext(DiffContext);
  if (actions === null) throw new Error('a row of a diff stands outside of one');
  return actions;
}
