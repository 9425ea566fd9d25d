/** A part of a text: from `start` to before `end`, in UTF-16 units. */
export interface Range {
  readonly start: number;
  readonly end: number;
}

/** What differs between two lines. */
interface WordDiff {
  readonly before: readonly Range[];
  readonly after: readonly Range[];
}

/** Beyond this many comparisons, all between the first and the last difference is marked. */
const maxCells = 40_000;
/** Longer lines are data, not text. */
const maxLength = 2_000;

const none: WordDiff = { before: [], after: [] };

/** The words of a line: names and numbers, runs of white space, and each other character by itself. */
export const wordsOf = (text: string): readonly string[] =>
  text.match(/[\p{L}\p{N}_]+|\s+|[^\p{L}\p{N}_\s]/gu) ?? [];

/** Which words of both lists belong to their longest common subsequence. */
function commonWords(before: readonly string[], after: readonly string[]): [Set<number>, Set<number>] {
  const width = after.length + 1;
  const lengths = new Uint16Array((before.length + 1) * width);
  const at = (row: number, column: number): number => lengths[row * width + column] ?? 0;
  for (let row = before.length - 1; row >= 0; row -= 1) {
    for (let column = after.length - 1; column >= 0; column -= 1) {
      lengths[row * width + column] =
        before[row] === after[column]
          ? at(row + 1, column + 1) + 1
          : Math.max(at(row + 1, column), at(row, column + 1));
    }
  }
  const kept: [Set<number>, Set<number>] = [new Set(), new Set()];
  for (let row = 0, column = 0; row < before.length && column < after.length; ) {
    if (before[row] === after[column]) {
      kept[0].add(row);
      kept[1].add(column);
      row += 1;
      column += 1;
    } else if (at(row + 1, column) >= at(row, column + 1)) row += 1;
    else column += 1;
  }
  return kept;
}

/** The places of the words that are not kept; a space between two of them is marked with them. */
function rangesOf(words: readonly string[], kept: ReadonlySet<number>, offset: number): Range[] {
  const ranges: { start: number; end: number }[] = [];
  let at = offset;
  words.forEach((word, index) => {
    const last = ranges.at(-1);
    const bridges = kept.has(index) && /^\s+$/.test(word) && index + 1 < words.length && !kept.has(index + 1);
    if (!kept.has(index) || (bridges && last?.end === at)) {
      if (last?.end === at) last.end += word.length;
      else ranges.push({ start: at, end: at + word.length });
    }
    at += word.length;
  });
  return ranges;
}

const lengthOf = (words: readonly string[]): number => words.reduce((sum, word) => sum + word.length, 0);

/** What differs between two lines, word by word; nothing where they have too little in common for it to help. */
export function wordDiff(before: string, after: string): WordDiff {
  if (before === after || before.length > maxLength || after.length > maxLength) return none;
  const [old, next] = [wordsOf(before), wordsOf(after)];
  const shorter = Math.min(old.length, next.length);
  let head = 0;
  while (head < shorter && old[head] === next[head]) head += 1;
  let tail = 0;
  while (tail < shorter - head && old.at(-1 - tail) === next.at(-1 - tail)) tail += 1;
  const oldMiddle = old.slice(head, old.length - tail);
  const nextMiddle = next.slice(head, next.length - tail);
  const [oldKept, nextKept] =
    oldMiddle.length * nextMiddle.length > maxCells
      ? [new Set<number>(), new Set<number>()]
      : commonWords(oldMiddle, nextMiddle);
  const start = lengthOf(old.slice(0, head));
  return {
    before: rangesOf(oldMiddle, oldKept, start),
    after: rangesOf(nextMiddle, nextKept, start),
  };
}
