/** How many lines come and go together while one scrolls. */
export const block = 16;

/** How the window lies over a list of lines that are all equally high. */
interface Position {
  /** From the beginning of the list to the top of the window; negative above it. */
  readonly scrollPx: number;
  readonly windowPx: number;
  readonly heightPx: number;
}

/**
 * The blocks of lines in and around the window, the first one and the one behind the last, as one word: it stays the
 * same until another block comes near.
 */
export function blocksNear({ scrollPx, windowPx, heightPx }: Position): string {
  const blockPx = block * heightPx;
  const first = Math.floor(scrollPx / blockPx) - 1;
  const end = Math.ceil((scrollPx + windowPx) / blockPx) + 1;
  return `${Math.max(0, first)} ${Math.max(1, end)}`;
}
