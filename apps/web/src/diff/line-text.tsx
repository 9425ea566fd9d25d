'use client';

import { useState, useSyncExternalStore } from 'react';
import { formatCount } from '@/ui/format';
import { useDiff } from './diff-context';
import type { DiffLine, Hunk } from './diff-line';
import { segmentsOf } from './segments';
import { type Range, wordDiff } from './word-diff';

/** What of a longer line is shown at first. */
const shownLength = 2_000;
/** What a browser can still lay out as one line. */
const maxLength = 100_000;

const marks = new WeakMap<DiffLine, { readonly partner: DiffLine; readonly ranges: readonly Range[] }>();

/** The words of a changed line that are not in its other state. */
function marksOf(line: DiffLine, partner: DiffLine | null): readonly Range[] {
  if (partner === null || line.kind === 'context') return [];
  const known = marks.get(line);
  if (known?.partner === partner) return known.ranges;
  const { before, after } =
    line.kind === 'delete' ? wordDiff(line.text, partner.text) : wordDiff(partner.text, line.text);
  const ranges = line.kind === 'delete' ? before : after;
  marks.set(line, { partner, ranges });
  return ranges;
}

interface LineTextProps {
  readonly hunk: Hunk;
  readonly line: DiffLine;
  readonly partner: DiffLine | null;
  readonly language: string | null;
}

/** The text of a line: its syntax in color, its changed words marked. */
export function LineText({ hunk, line, partner, language }: LineTextProps) {
  const { highlighter } = useDiff();
  useSyncExternalStore(highlighter.subscribe, highlighter.version, () => 0);
  const [length, setLength] = useState(shownLength);
  const text = line.text.slice(0, length);
  const segments = segmentsOf(text, highlighter.tokensOf(hunk, line, language), marksOf(line, partner));
  return (
    <>
      {segments.map(({ text: part, name, marked }, index) => {
        const Part = marked ? 'mark' : 'span';
        const look = [name === null ? '' : `code-${name}`, marked ? 'diff-word' : ''].join(' ').trim();
        // Most of a line has no look: each element less is one less to make for every line that scrolls by.
        if (look === '') return part;
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: the parts of a line have no names.
          <Part key={index} className={look}>
            {part}
          </Part>
        );
      })}
      {line.text.length > length ? (
        <button
          type="button"
          className="ml-1 rounded bg-raised px-1.5 font-sans text-[13px] text-accent hover:underline"
          onClick={() => setLength(maxLength)}
          disabled={length === maxLength}
        >
          … {formatCount(line.text.length - length)} more characters
        </button>
      ) : null}
    </>
  );
}
