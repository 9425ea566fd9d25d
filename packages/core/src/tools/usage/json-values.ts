/** A JSON value that was found in a text, and its own text. */
export interface FoundJson {
  readonly value: unknown;
  readonly raw: string;
}

/** The fields of a JSON object. */
export type JsonObject = Readonly<Record<string, unknown>>;

/** Whether a JSON value is an object, so that it has fields. */
export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Openings without an end (noise, or a text that was cut) are followed to the end of the text this many times. */
const maxDeadEnds = 8;

/** The offset behind the quote that closes a string whose content begins at `from`; -1 where the text ends before. */
function endOfString(text: string, from: number): number {
  for (let at = text.indexOf('"', from); at !== -1; at = text.indexOf('"', at + 1)) {
    let escapes = 0;
    while (at - escapes > from && text[at - escapes - 1] === '\\') escapes += 1;
    if (escapes % 2 === 0) return at + 1;
  }
  return -1;
}

/** The offset behind the bracket that closes the one at `start`; -1 where the text ends before. */
function endOfValue(text: string, start: number): number {
  const structure = /["[\]{}]/g;
  structure.lastIndex = start;
  let depth = 0;
  for (let match = structure.exec(text); match !== null; match = structure.exec(text)) {
    if (match[0] === '"') {
      const end = endOfString(text, structure.lastIndex);
      if (end === -1) return -1;
      structure.lastIndex = end;
    } else {
      depth += match[0] === '{' || match[0] === '[' ? 1 : -1;
      if (depth === 0) return structure.lastIndex;
    }
  }
  return -1;
}

function parse(raw: string): FoundJson | null {
  try {
    return { value: JSON.parse(raw), raw };
  } catch {
    return null;
  }
}

/**
 * The JSON objects and arrays in a text that has other things around them, in their order: each begins a line
 * (white space before it allowed) and may go over several. Looks at every character a fixed number of times.
 */
export function* findJson(text: string): Generator<FoundJson> {
  const opening = /^[ \t]*[[{]/gm;
  let deadEnds = 0;
  for (let match = opening.exec(text); match !== null; match = opening.exec(text)) {
    const start = opening.lastIndex - 1;
    const end = endOfValue(text, start);
    if (end === -1) {
      deadEnds += 1;
      if (deadEnds > maxDeadEnds) return;
      continue;
    }
    const found = parse(text.slice(start, end));
    if (found !== null) yield found;
    opening.lastIndex = end;
  }
}
