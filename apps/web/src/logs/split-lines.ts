/** A line of a log, or a part of one that is very long. */
export interface LogLine {
  /** Where it begins, in bytes from the beginning of the log. */
  readonly offset: number;
  /** Without its end; escape sequences are still in it. */
  readonly text: string;
  /** The escape sequences that color its beginning: what lines before it have left behind. */
  readonly style: string;
  /** Whether it goes on a part before it. */
  readonly continued: boolean;
  /** Whether it is whole: only the last line of what was loaded may not be. */
  readonly ended: boolean;
}

/** Lines are cut into parts of so many characters: a browser cannot lay out one of megabytes. */
export const longestLine = 8_192;

/** How many bytes a text takes as UTF-8. */
export function byteLength(text: string): number {
  let bytes = text.length;
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    if (code < 0x80) continue;
    // Both halves of a surrogate pair are counted: two bytes each make the four of the character.
    bytes += code < 0x800 || (code >= 0xd800 && code <= 0xdfff) ? 1 : 2;
  }
  return bytes;
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: escape sequences begin with a control character.
const colorSequence = /\u001b\[([\d;:]*)m/g;

/** The escape sequences that hold after a text that began with these: a reset takes away all before it. */
export function styleAfter(style: string, text: string): string {
  if (!text.includes('\u001b[')) return style;
  let kept = style;
  for (const [sequence, codes = ''] of text.matchAll(colorSequence)) {
    const last = codes.split(/[;:]/);
    if (codes === '' || codes === '0') kept = '';
    else kept = last[0] === '0' ? sequence : kept + sequence;
  }
  // A program that never resets would carry all its colors along: the latest ones decide.
  return kept.length > 256 ? kept.slice(kept.indexOf('\u001b', kept.length - 128)) : kept;
}

const isHighSurrogate = (code: number): boolean => code >= 0xd800 && code <= 0xdbff;

/** Where to cut a text that is too long: not within a character. */
const cutAt = (text: string, from: number): number =>
  isHighSurrogate(text.charCodeAt(from + longestLine - 1)) ? from + longestLine - 1 : from + longestLine;

/** Splits a text that begins at an offset into lines; the last one has not ended unless the text ends a line. */
export function splitLines(
  text: string,
  start: { readonly offset: number; readonly style: string; readonly continued: boolean },
): LogLine[] {
  const lines: LogLine[] = [];
  let { offset, style, continued } = start;
  let from = 0;
  while (from < text.length) {
    const newline = text.indexOf('\n', from);
    const end = newline === -1 ? text.length : newline;
    const cut = end - from > longestLine ? cutAt(text, from) : end;
    const whole = cut === end;
    const part = text.slice(from, cut);
    const ended = !whole || newline !== -1;
    lines.push({
      offset,
      text: part.endsWith('\r') && ended ? part.slice(0, -1) : part,
      style,
      continued,
      ended,
    });
    style = styleAfter(style, part);
    offset += byteLength(part) + (whole && newline !== -1 ? 1 : 0);
    continued = !whole;
    from = whole ? end + 1 : cut;
  }
  return lines;
}
