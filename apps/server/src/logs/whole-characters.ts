/** Whether the text begins or ends with these bytes: there nothing is cut. */
export interface Edges {
  readonly isFirst: boolean;
  readonly isLast: boolean;
}

const isContinuation = (byte: number | undefined): boolean => byte !== undefined && (byte & 0xc0) === 0x80;

/** How many bytes the character has that begins with this one; 1 where that is no beginning. */
function lengthOf(byte: number): number {
  if (byte >= 0xf0 && byte < 0xf8) return 4;
  if (byte >= 0xe0) return byte < 0xf0 ? 3 : 1;
  return byte >= 0xc0 ? 2 : 1;
}

/** The bytes without halves of characters at their ends; all of them where nothing would be left. */
export function wholeCharacters(
  bytes: Buffer,
  { isFirst, isLast }: Edges,
): { readonly bytes: Buffer; readonly skipped: number } {
  let begin = 0;
  while (!isFirst && begin < Math.min(3, bytes.length) && isContinuation(bytes[begin])) begin += 1;
  let end = bytes.length;
  if (!isLast) {
    let last = end - 1;
    while (last > end - 4 && last > begin && isContinuation(bytes[last])) last -= 1;
    const lead = bytes[last];
    if (lead !== undefined && last + lengthOf(lead) > end) end = last;
  }
  return end <= begin ? { bytes, skipped: 0 } : { bytes: bytes.subarray(begin, end), skipped: begin };
}
