/** The byte of a line feed, the only line end that a patch knows. */
export const LF = 10;
/** The first bytes of the lines of a hunk: context, inserted, deleted, and `\ No newline`. */
export const SPACE = 32;
export const PLUS = 43;
export const MINUS = 45;
export const BACKSLASH = 92;

/** One character a byte (ISO 8859-1), so that header lines can be read by patterns and lose nothing. */
export function byteString(bytes: Uint8Array): string {
  const chunk = 8192;
  let text = '';
  for (let at = 0; at < bytes.length; at += chunk) {
    text += String.fromCharCode(...bytes.subarray(at, at + chunk));
  }
  return text;
}

/** The bytes that {@link byteString} was made of. */
export function stringBytes(text: string): Uint8Array {
  return Uint8Array.from(text, (character) => character.charCodeAt(0));
}

/** All pieces, one behind the other. */
export function concatBytes(pieces: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(pieces.reduce((length, piece) => length + piece.length, 0));
  let at = 0;
  for (const piece of pieces) {
    whole.set(piece, at);
    at += piece.length;
  }
  return whole;
}

/** True where there is nothing but ASCII white space. */
export function isBlank(bytes: Uint8Array): boolean {
  return bytes.every((byte) => byte === SPACE || (byte >= 9 && byte <= 13));
}
