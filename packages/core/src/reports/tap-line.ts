/** Test points nest by so many spaces (TAP 14). */
export const TAP_INDENT = 4;

/** Why a test point does not count: it was not run, or is known not to work yet. */
export interface TapDirective {
  readonly kind: 'skip' | 'todo';
  readonly reason: string;
}

/** What stands behind `ok` or `not ok` and the number. */
export interface TapDescription {
  readonly name: string;
  readonly directive: TapDirective | null;
  readonly durationMs: number | null;
}

/** One line of TAP, its indentation taken off. */
export type TapLine =
  | { readonly kind: 'version'; readonly version: number }
  | { readonly kind: 'plan'; readonly from: number; readonly to: number }
  | { readonly kind: 'point'; readonly ok: boolean; readonly number: number | null; readonly text: string }
  | { readonly kind: 'bail'; readonly reason: string }
  | { readonly kind: 'pragma'; readonly name: string; readonly on: boolean }
  | { readonly kind: 'comment'; readonly text: string }
  | { readonly kind: 'blank' }
  | { readonly kind: 'other'; readonly text: string };

/** How each kind of line looks; the first that fits counts. `s`: U+2028 ends no line here. */
const shapes: readonly (readonly [pattern: RegExp, build: (groups: string[]) => TapLine])[] = [
  [/^$/, () => ({ kind: 'blank' })],
  [/^#\s?(.*)$/s, ([text = '']) => ({ kind: 'comment', text })],
  [
    /^(ok|not ok)(?=\s|$)(?:\s+(\d+)(?=\s|$))?\s*(.*)$/s,
    ([status, number, text = '']) => ({
      kind: 'point',
      ok: status === 'ok',
      number: number === undefined ? null : Number(number),
      text: text.replace(/^-(?:\s+|$)/, ''),
    }),
  ],
  [/^(\d+)\.\.(\d+)\s*(?:#.*)?$/s, ([from, to]) => ({ kind: 'plan', from: Number(from), to: Number(to) })],
  [/^TAP version (\d+)$/i, ([version]) => ({ kind: 'version', version: Number(version) })],
  [/^Bail out!\s*(.*)$/is, ([reason = '']) => ({ kind: 'bail', reason })],
  [/^pragma ([+-])([\w-]+)$/, ([sign, name = '']) => ({ kind: 'pragma', on: sign === '+', name })],
];

/** Reads one line without its indentation; what is no TAP is `other`. */
export function readTapLine(line: string): TapLine {
  const text = line.trimEnd();
  for (const [pattern, build] of shapes) {
    const found = pattern.exec(text);
    if (found !== null) return build(found.slice(1));
  }
  return { kind: 'other', text };
}

/** A hash begins a comment only as a word of its own: `issue #12` and `\#` belong to the name. */
const commentStart = /(?<=^|\s)#(?=\s|$)/;

const unescaped = (text: string): string => text.replace(/\\([\\#])/g, '$1').trim();

function readDuration(comments: readonly string[]): number | null {
  for (const comment of comments) {
    const found = /^\s*time=(\d+(?:\.\d+)?)(ms|s)\s*$/.exec(comment);
    if (found !== null) return Number(found[1]) * (found[2] === 's' ? 1000 : 1);
  }
  return null;
}

function directiveOf(found: RegExpExecArray | null): TapDirective | null {
  if (found === null) return null;
  const [, word = '', reason = ''] = found;
  return { kind: word.toLowerCase() === 'skip' ? 'skip' : 'todo', reason: unescaped(reason) };
}

/** Splits the text of a test point into its name, its directive (`# SKIP why`, `# TODO why`), and `# time=12ms`. */
export function readDescription(text: string): TapDescription {
  const [name = '', ...comments] = text.split(commentStart);
  const first = comments.find((comment) => !/^\s*time=/.test(comment)) ?? '';
  const found = /^\s+(skip|todo)(?=[\s:]|$)[\s:]*(.*)$/is.exec(first);
  return { name: unescaped(name), directive: directiveOf(found), durationMs: readDuration(comments) };
}
