/** A place in a log of which it is known which line begins there. */
export interface LineMark {
  readonly offset: number;
  readonly number: number;
}

/** Marks nearer to each other than this are not worth keeping, in bytes. */
const spacing = 131_072;

/** The marks, in order, with one more unless there is one close by. */
export function addMark(marks: readonly LineMark[], mark: LineMark): readonly LineMark[] {
  if (marks.some(({ offset }) => Math.abs(offset - mark.offset) < spacing)) return marks;
  return [...marks, mark].sort((a, b) => a.offset - b.offset);
}

/** The last mark before a place, no farther from it than this; null where there is none. */
export const markBefore = (marks: readonly LineMark[], offset: number, within: number): LineMark | null =>
  marks.findLast((mark) => mark.offset <= offset && offset - mark.offset <= within) ?? null;
