import { stringBytes } from './bytes.js';

const strictUtf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
const ESCAPED_BYTE = /[\udc80-\udcff]/u;
const ESCAPE_OFFSET = 0xdc00;

/**
 * A git path as a string. Bytes that are not UTF-8 become the lone surrogates U+DC80…U+DCFF, which no UTF-8
 * text can hold, so that {@link encodePath} gives back exactly the same bytes.
 */
export function decodePath(bytes: Uint8Array): string {
  return tryUtf8(bytes) ?? decodePiecewise(bytes);
}

/** The bytes of a path that {@link decodePath} read. */
export function encodePath(path: string): Uint8Array {
  const encoder = new TextEncoder();
  if (!ESCAPED_BYTE.test(path)) return encoder.encode(path);
  const bytes: number[] = [];
  for (const character of path) {
    if (ESCAPED_BYTE.test(character)) bytes.push(character.charCodeAt(0) - ESCAPE_OFFSET);
    else bytes.push(...encoder.encode(character));
  }
  return Uint8Array.from(bytes);
}

/** A path for people: as it is, or quoted the way git quotes one that has control or non-UTF-8 characters. */
export function quotePath(path: string): string {
  let quoted = '';
  for (const character of path) quoted += quoteCharacter(character);
  return quoted === path ? path : `"${quoted}"`;
}

/** The text of a name that git put in double quotes, and what follows it; undefined where it is malformed. */
export function unquoteName(text: string): { readonly name: string; readonly rest: string } | undefined {
  const match = /^"((?:[^"\\]|\\[abtnvfr"\\]|\\[0-3][0-7]{2})*)"/.exec(text);
  if (match?.[1] === undefined) return undefined;
  const name = match[1].replace(/\\([0-7]{3}|.)/g, (_, code: string) =>
    code.length === 3 ? String.fromCharCode(Number.parseInt(code, 8)) : (unescapes.get(code) ?? code),
  );
  return { name, rest: text.slice(match[0].length) };
}

/** {@link decodePath} of a name that is held as one character a byte. */
export function namePath(name: string): string {
  return decodePath(stringBytes(name));
}

const unescapes = new Map([
  ['a', '\x07'],
  ['b', '\b'],
  ['t', '\t'],
  ['n', '\n'],
  ['v', '\v'],
  ['f', '\f'],
  ['r', '\r'],
]);
const escapes = new Map([...unescapes].map(([letter, character]) => [character, letter]));

function quoteCharacter(character: string): string {
  const letter = escapes.get(character);
  if (letter !== undefined) return `\\${letter}`;
  if (character === '"' || character === '\\') return `\\${character}`;
  const code = character.charCodeAt(0);
  if (code < 0x20 || code === 0x7f) return `\\${code.toString(8).padStart(3, '0')}`;
  return ESCAPED_BYTE.test(character) ? `\\${(code - ESCAPE_OFFSET).toString(8)}` : character;
}

function tryUtf8(bytes: Uint8Array): string | undefined {
  try {
    return strictUtf8.decode(bytes);
  } catch {
    return undefined;
  }
}

function decodePiecewise(bytes: Uint8Array): string {
  let text = '';
  let at = 0;
  for (let lead = bytes[at]; lead !== undefined; lead = bytes[at]) {
    const length = lead < 0x80 ? 1 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;
    const character = tryUtf8(bytes.subarray(at, at + length));
    text += character ?? String.fromCharCode(ESCAPE_OFFSET + lead);
    at += character === undefined ? 1 : length;
  }
  return text;
}
