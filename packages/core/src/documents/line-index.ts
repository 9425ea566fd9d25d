/** A place in a text: line and column count from 1, the column in UTF-16 units. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/** Turns offsets of one text into lines and columns. */
export interface LineIndex {
  /** Clamps offsets beyond the end to the end. */
  readonly positionAt: (offset: number) => Position;
  /** The offset of the first character of a line (from 1). */
  readonly startOf: (line: number) => number;
  /** One line (from 1) without its line break; empty where there is none. */
  readonly lineText: (line: number) => string;
}

/** Indexes the lines of a text once, so that each look-up is a binary search. */
export function indexLines(text: string): LineIndex {
  const starts = [0];
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  const startOf = (line: number): number => starts[line - 1] ?? text.length;
  const positionAt = (offset: number): Position => {
    const target = Math.min(Math.max(offset, 0), text.length);
    let low = 1;
    let high = starts.length;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (startOf(middle) <= target) low = middle;
      else high = middle - 1;
    }
    return { line: low, column: target - startOf(low) + 1 };
  };
  const lineText = (line: number): string =>
    line < 1 ? '' : text.slice(startOf(line), startOf(line + 1)).replace(/\r?\n$/, '');
  return { positionAt, startOf, lineText };
}
