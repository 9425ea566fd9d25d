import type { Range } from './word-diff';

/** A part of a line that the grammar of its language names. */
export interface Token extends Range {
  readonly name: string;
}

/** A part of a line that looks the same all over. */
export interface Segment {
  readonly text: string;
  readonly name: string | null;
  readonly marked: boolean;
}

/** Cuts a line where its look changes; tokens and marks are in order and do not overlap among themselves. */
export function segmentsOf(
  text: string,
  tokens: readonly Token[],
  marks: readonly Range[],
): readonly Segment[] {
  const cuts = new Set([0, text.length]);
  for (const { start, end } of [...tokens, ...marks])
    cuts.add(Math.min(start, text.length)).add(Math.min(end, text.length));
  const places = [...cuts].sort((a, b) => a - b);
  let [token, mark] = [0, 0];
  return places.slice(1).flatMap((end, index) => {
    const start = places[index] ?? 0;
    while ((tokens[token]?.end ?? Number.POSITIVE_INFINITY) <= start) token += 1;
    while ((marks[mark]?.end ?? Number.POSITIVE_INFINITY) <= start) mark += 1;
    const name =
      (tokens[token]?.start ?? Number.POSITIVE_INFINITY) <= start ? (tokens[token]?.name ?? null) : null;
    const marked = (marks[mark]?.start ?? Number.POSITIVE_INFINITY) <= start;
    return [{ text: text.slice(start, end), name, marked }];
  });
}
