import { plainText } from './plain-text.js';

/** A duration for a person: `0.4s`, `12s`, `3m 05s`, `2h 04m`. */
export function formatDuration(ms: number): string {
  if (ms < 10_000) return `${(ms / 1000).toFixed(1)}s`;
  const seconds = Math.round(ms / 1000);
  if (seconds < 60) return `${seconds}s`;
  const two = (value: number): string => String(value).padStart(2, '0');
  if (seconds < 3600) return `${Math.floor(seconds / 60)}m ${two(seconds % 60)}s`;
  return `${Math.floor(seconds / 3600)}h ${two(Math.floor(seconds / 60) % 60)}m`;
}

/** `1 task`, `2 tasks`. */
export const countOf = (count: number, noun: string, plural = `${noun}s`): string =>
  `${count} ${count === 1 ? noun : plural}`;

/** Text on one line, with single spaces, and nothing in it that moves a terminal's cursor. */
export const flatten = (text: string): string => plainText(text.replace(/\s+/g, ' ')).trim();

/** A line cut to a width, with a mark where it was cut; its spaces stay. */
export function clip(line: string, width: number): string {
  const letters = [...line];
  return letters.length <= width ? line : `${letters.slice(0, Math.max(0, width - 1)).join('')}…`;
}

/** Text on one line, cut to a width. */
export const cut = (text: string, width: number): string => clip(flatten(text), width);

/** Text as lines of a width at most, broken between words; a word that is longer stays whole. */
export function wrap(text: string, width: number): string[] {
  const lines: string[] = [];
  for (const word of flatten(text).split(' ')) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + 1 + word.length <= width)
      lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines;
}

/** Text filled up with spaces to a width. */
export const pad = (text: string, width: number): string =>
  text + ' '.repeat(Math.max(0, width - [...text].length));

/** Rows as columns, each as wide as its widest cell; the last one of a row is not filled up. */
export function columns(rows: readonly (readonly string[])[], gap = '  '): string[] {
  const widths: number[] = [];
  for (const row of rows) {
    for (const [at, cell] of row.entries()) widths[at] = Math.max(widths[at] ?? 0, [...cell].length);
  }
  return rows.map((row) =>
    row
      .map((cell, at) => (at === row.length - 1 ? cell : pad(cell, widths[at] ?? 0)))
      .join(gap)
      .trimEnd(),
  );
}
