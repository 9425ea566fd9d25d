import type { FileDiff } from '@uet/schemas/api';

/** A part of a file's diff. */
export type Hunk = FileDiff['hunks'][number];
/** One line of a diff. */
export type DiffLine = Hunk['lines'][number];

/** Which state of a file a line belongs to. */
export type Side = 'old' | 'new';

/** What a comment is about: a line of a file, or, without side and line, the file. */
export interface Anchor {
  readonly path: string;
  readonly side: Side | null;
  readonly line: number | null;
}

/** An anchor as one word, for maps. */
export const anchorKey = ({ path, side, line }: Anchor): string =>
  line === null ? path : `${path}\n${side === 'old' ? 'O' : 'L'}${line}`;

/** The part of an address that leads to a line: `#L12` after the change, `#O12` before it. */
export const anchorHash = ({ side, line }: Omit<Anchor, 'path'>): string =>
  line === null ? '' : `#${side === 'old' ? 'O' : 'L'}${line}`;

/** Reads what `anchorHash` wrote; null for anything else. */
export function parseHash(hash: string): { readonly side: Side; readonly line: number } | null {
  const match = /^#([LO])([1-9]\d{0,8})$/.exec(hash);
  return match === null ? null : { side: match[1] === 'O' ? 'old' : 'new', line: Number(match[2]) };
}

/** Where a comment on the line goes: a deleted line is one of the file before the change. */
export function anchorOf(path: string, line: DiffLine): Anchor {
  return line.kind === 'delete'
    ? { path, side: 'old', line: line.old_line }
    : { path, side: 'new', line: line.new_line };
}
