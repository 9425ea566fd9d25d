import type { DiffLine } from './diff-line';
import { wordsOf } from './word-diff';

/** Two lines that stand side by side. */
export interface LinePair {
  readonly left: DiffLine | null;
  readonly right: DiffLine | null;
  /** Whether one is the other, changed: then their words are compared. */
  readonly related: boolean;
}

/** Beyond this many comparisons of lines, they stand side by side in their order. */
const maxCells = 10_000;
/** From this share of common words on, a line is taken for a changed one. */
const related = 0.4;
/** Longer lines are compared by their beginning. */
const comparedLength = 400;

type Bag = ReadonlyMap<string, number>;

function bagOf(text: string): Bag {
  const bag = new Map<string, number>();
  for (const word of wordsOf(text.slice(0, comparedLength))) {
    if (word.trim() !== '') bag.set(word, (bag.get(word) ?? 0) + 1);
  }
  return bag;
}

const sizeOf = (bag: Bag): number => [...bag.values()].reduce((sum, count) => sum + count, 0);

/** The share of words that two lines have in common: 1 for all, 0 for none (Sørensen–Dice). */
function likeness(a: Bag, b: Bag): number {
  const all = sizeOf(a) + sizeOf(b);
  if (all === 0) return 1;
  let common = 0;
  for (const [word, count] of a) common += Math.min(count, b.get(word) ?? 0);
  return (2 * common) / all;
}

/** The pairs of changed lines, in order, whose likeness is the greatest in sum. */
function relate(
  deleted: readonly DiffLine[],
  added: readonly DiffLine[],
): ReadonlyArray<readonly [number, number]> {
  const [old, next] = [deleted.map(({ text }) => bagOf(text)), added.map(({ text }) => bagOf(text))];
  const width = next.length + 1;
  const alike = old.map((a) => next.map((b) => likeness(a, b)));
  const best = new Float64Array((old.length + 1) * width);
  const at = (row: number, column: number): number => best[row * width + column] ?? 0;
  const joined = (row: number, column: number): number => {
    const value = alike[row]?.[column] ?? 0;
    return value < related ? -1 : value + at(row + 1, column + 1);
  };
  for (let row = old.length - 1; row >= 0; row -= 1) {
    for (let column = next.length - 1; column >= 0; column -= 1) {
      best[row * width + column] = Math.max(joined(row, column), at(row + 1, column), at(row, column + 1));
    }
  }
  const pairs: Array<readonly [number, number]> = [];
  for (let row = 0, column = 0; row < old.length && column < next.length; ) {
    if (joined(row, column) === at(row, column)) {
      pairs.push([row, column]);
      row += 1;
      column += 1;
    } else if (at(row + 1, column) === at(row, column)) row += 1;
    else column += 1;
  }
  return pairs;
}

/** Lines in their order, side by side. */
const beside = (left: readonly DiffLine[], right: readonly DiffLine[], isRelated = false): LinePair[] =>
  Array.from({ length: Math.max(left.length, right.length) }, (_, index) => {
    const [old, next] = [left[index] ?? null, right[index] ?? null];
    return { left: old, right: next, related: isRelated && old !== null && next !== null };
  });

function alignBlock(deleted: readonly DiffLine[], added: readonly DiffLine[]): LinePair[] {
  if (deleted.length * added.length > maxCells) return beside(deleted, added, true);
  const pairs: LinePair[] = [];
  let [row, column] = [0, 0];
  for (const [toRow, toColumn] of relate(deleted, added)) {
    pairs.push(...beside(deleted.slice(row, toRow), added.slice(column, toColumn)));
    pairs.push(...beside(deleted.slice(toRow, toRow + 1), added.slice(toColumn, toColumn + 1), true));
    [row, column] = [toRow + 1, toColumn + 1];
  }
  pairs.push(...beside(deleted.slice(row), added.slice(column)));
  return pairs;
}

/** The lines of a hunk side by side: a deleted line beside the added one that it became, where there is one. */
export function align(lines: readonly DiffLine[]): readonly LinePair[] {
  const pairs: LinePair[] = [];
  let deleted: DiffLine[] = [];
  let added: DiffLine[] = [];
  const flush = (): void => {
    if (deleted.length + added.length > 0) pairs.push(...alignBlock(deleted, added));
    deleted = [];
    added = [];
  };
  for (const line of lines) {
    if (line.kind === 'delete') {
      if (added.length > 0) flush();
      deleted.push(line);
    } else if (line.kind === 'add') added.push(line);
    else {
      flush();
      pairs.push({ left: line, right: line, related: false });
    }
  }
  flush();
  return pairs;
}
