import { byteString, SPACE } from './bytes.js';

const EQUALS = 61;
const UNDERSCORE = 95;

/** Text in the named character set as a string; undefined where the name is unknown, or the text does not fit it. */
export function decodeCharset(bytes: Uint8Array, charset: string): string | undefined {
  const name = charset.toLowerCase();
  if (/^(?:iso-?8859-1|latin-?1)$/.test(name)) return byteString(bytes);
  return /^(?:|us-ascii|utf-?8)$/.test(name) ? guessText(bytes) : tryDecode(bytes, name);
}

/** Text of which nobody says how it is encoded: UTF-8 or, where it is not valid as that, ISO 8859-1, as git guesses. */
export function guessText(bytes: Uint8Array): string {
  return tryDecode(bytes, 'utf-8') ?? byteString(bytes);
}

function tryDecode(bytes: Uint8Array, label: string): string | undefined {
  try {
    return new TextDecoder(label, { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

const BASE64 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
const base64Values = new Map([...BASE64].map((character, value) => [character.charCodeAt(0), value]));

/** The bytes that base64 text stands for; line ends, padding and strange characters are passed over, as git does. */
export function decodeBase64(text: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(Math.ceil((text.length * 3) / 4));
  let length = 0;
  let bits = 0;
  let pending = 0;
  for (const byte of text) {
    const value = base64Values.get(byte);
    if (value === undefined) continue;
    pending = ((pending << 6) | value) & 0xfff;
    bits += 6;
    if (bits < 8) continue;
    bits -= 8;
    bytes[length] = (pending >> bits) & 0xff;
    length += 1;
  }
  return bytes.subarray(0, length);
}

/**
 * The bytes that quoted-printable text stands for. In a header (RFC 2047, "q") an underscore is a space; in a
 * body an equals sign at the end of a line joins it to the next.
 */
export function decodeQuotedPrintable(text: Uint8Array, kind: 'header' | 'body'): Uint8Array {
  const bytes = new Uint8Array(text.length);
  let length = 0;
  for (let at = 0; at < text.length; ) {
    const { byte, width } = quotedByte(text, at, kind);
    if (byte !== undefined) {
      bytes[length] = byte;
      length += 1;
    }
    at += width;
  }
  return bytes.subarray(0, length);
}

function quotedByte(text: Uint8Array, at: number, kind: 'header' | 'body') {
  const byte = text[at];
  if (kind === 'header' && byte === UNDERSCORE) return { byte: SPACE, width: 1 };
  if (byte !== EQUALS) return { byte, width: 1 };
  const following = byteString(text.subarray(at + 1, at + 3));
  if (/^[0-9A-Fa-f]{2}$/.test(following)) return { byte: Number.parseInt(following, 16), width: 3 };
  const softBreak = kind === 'body' ? /^\r?\n/.exec(following) : null;
  return softBreak ? { byte: undefined, width: 1 + softBreak[0].length } : { byte, width: 1 };
}
