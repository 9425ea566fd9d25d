import type { Tone } from '@uet/core';
import Anser from 'anser';

/** A stretch of text that looks alike. */
export interface Segment {
  readonly text: string;
  /** Null for the usual color. */
  readonly tone: Tone | 'accent' | 'faint' | null;
  readonly background: Tone | 'accent' | null;
  readonly bold: boolean;
  readonly italic: boolean;
  readonly underline: boolean;
  readonly dim: boolean;
}

/** The hues of our tones, in degrees, each up to where the next begins. */
const hues: readonly (readonly [number, Tone | 'accent'])[] = [
  [20, 'bad'],
  [75, 'warning'],
  [165, 'good'],
  [205, 'accent'],
  [260, 'active'],
  [335, 'waiting'],
  [360, 'bad'],
];

/** The tone nearest to a color: programs ask for any of 16 million, of which few can be read in both themes. */
export function toneOf(rgb: string): Tone | 'accent' | 'faint' | null {
  const [r = 0, g = 0, b = 0] = rgb.split(',').map(Number);
  const [most, least] = [Math.max(r, g, b), Math.min(r, g, b)];
  const spread = most - least;
  if (spread < 24) return most < 150 && most > 20 ? 'faint' : null;
  const sixth = most === r ? (g - b) / spread : most === g ? 2 + (b - r) / spread : 4 + (r - g) / spread;
  const hue = (sixth * 60 + 360) % 360;
  return hues.find(([until]) => hue < until)?.[1] ?? null;
}

const backgroundOf = (rgb: string | null): Segment['background'] => {
  const tone = rgb === null ? null : toneOf(rgb);
  return tone === 'faint' ? 'neutral' : tone;
};

const [esc, bell] = ['\\u001b', '\\u0007'];
/** What tells a terminal something that is not a color; and a sequence of which the rest is not there yet. */
const otherSequences = new RegExp(
  [
    `${esc}\\][^${bell}${esc}]*(?:${bell}|${esc}\\\\)?`,
    `${esc}[()][0-9A-Za-z]`,
    `${esc}[=>78cDEHMNOZ]`,
    `${esc}\\[[\\d;:]*$`,
    `${esc}$`,
  ].join('|'),
  'g',
);
// biome-ignore lint/suspicious/noControlCharactersInRegex: what has no picture is not drawn.
const unprintable = /[\u0000-\u0008\u000b\u000c\u000e-\u001a\u001c-\u001f\u007f]/g;

/** What a terminal would show of a line: what was written over is gone, and so is what has no picture. */
export function shownText(text: string): string {
  const over = text.includes('\r') ? (text.split('\r').findLast((part) => part !== '') ?? '') : text;
  return over.replace(otherSequences, '').replace(unprintable, '');
}

/** A line, which begins with this style, as stretches that look alike. */
export function segmentsOf(text: string, style: string): Segment[] {
  const shown = shownText(text);
  const plain = { tone: null, background: null, bold: false, italic: false, underline: false, dim: false };
  if (style === '' && !shown.includes('\u001b')) return shown === '' ? [] : [{ ...plain, text: shown }];
  return Anser.ansiToJson(style + shown, { json: true, remove_empty: true }).map((entry) => ({
    text: entry.content,
    tone: entry.fg ? toneOf(entry.fg) : null,
    background: backgroundOf(entry.bg || null),
    bold: entry.decorations.includes('bold'),
    italic: entry.decorations.includes('italic'),
    underline: entry.decorations.includes('underline'),
    dim: entry.decorations.includes('dim'),
  }));
}

/** A stretch of text that was or was not searched for. */
export interface MarkedSegment extends Segment {
  readonly marked: boolean;
}

/** The stretches, cut where what was searched for begins and ends; letter case does not count. */
export function markSegments(segments: readonly Segment[], search: string): MarkedSegment[] {
  if (search === '') return segments.map((segment) => ({ ...segment, marked: false }));
  const text = segments
    .map((segment) => segment.text)
    .join('')
    .toLowerCase();
  const needle = search.toLowerCase();
  const cuts: number[] = [];
  for (let at = text.indexOf(needle); at !== -1; at = text.indexOf(needle, at + needle.length)) {
    cuts.push(at, at + needle.length);
  }
  const marked: MarkedSegment[] = [];
  let [position, next] = [0, 0];
  for (const segment of segments) {
    const end = position + segment.text.length;
    while (position < end) {
      while (next < cuts.length && (cuts[next] ?? 0) <= position) next += 1;
      const until = Math.min(end, cuts[next] ?? end);
      const from = segment.text.length - (end - position);
      // After an odd number of cuts, what was searched for has begun and not ended.
      marked.push({
        ...segment,
        text: segment.text.slice(from, from + until - position),
        marked: next % 2 === 1,
      });
      position = until;
    }
  }
  return marked;
}
