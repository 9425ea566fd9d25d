import { open } from 'node:fs/promises';
import { stripVTControlCharacters } from 'node:util';

/** How far back from the end of a log a last line is looked for. */
const tailBytes = 16 * 1024;
const longestLine = 300;

/** One line for a person: no control characters, no line breaks, no more than 300 characters. */
export function oneLine(text: string): string {
  const plain = stripVTControlCharacters(text)
    .replace(/[\s\p{Cc}]+/gu, ' ')
    .trim();
  return plain.length <= longestLine ? plain : `${plain.slice(0, longestLine - 1)}…`;
}

/** The end of something printed over several lines, such as an error as JSON. */
const closing = /^[\s\]})"';,]*$/;

function tellingLine(lines: readonly string[]): string {
  const last = lines.findLast((line) => line !== '') ?? '';
  if (!closing.test(last)) return last;
  const message = lines.findLast((line) => /"message"\s*:/.test(line));
  return message ?? lines.findLast((line) => !closing.test(line)) ?? last;
}

/** The last line of a file that says something; an empty text where there is none. */
export async function lastLine(path: string): Promise<string> {
  const file = await open(path).catch(() => null);
  if (file === null) return '';
  try {
    const { size } = await file.stat();
    const { buffer, bytesRead } = await file.read({
      buffer: Buffer.alloc(Math.min(size, tailBytes)),
      position: Math.max(0, size - tailBytes),
    });
    return tellingLine(
      buffer
        .toString('utf8', 0, bytesRead)
        .split(/[\r\n]+/)
        .map(oneLine),
    );
  } finally {
    await file.close();
  }
}
