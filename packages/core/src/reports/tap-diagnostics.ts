/** What is read from the YAML block behind a test point. */
export interface TapDiagnostics {
  /** The block without what changes from run to run (durations) and what is kept elsewhere. */
  readonly message: string;
  readonly durationMs: number | null;
  readonly file: string | null;
  readonly line: number | null;
  /** node:test marks the point of a `describe`, which is no test. */
  readonly isSuite: boolean;
  /** node:test says of every failure what kind it is. */
  readonly isNodeFailure: boolean;
}

/** A longer place is none; it bounds the backtracking of the pattern that reads it. */
const MAX_PLACE = 1024;

const unquote = (text: string): string => text.trim().replace(/^(['"])(.*)\1$/s, '$2');

/** The keys at the left edge of the block, each with the lines below it. No YAML is parsed: it may be any, or none. */
function readKeys(lines: readonly string[]): Map<string, string[]> {
  const keys = new Map<string, string[]>();
  let current: string[] = [];
  for (const line of lines) {
    const found = /^(\w+):(?:\s+(.*))?$/s.exec(line);
    if (found === null) {
      current.push(line);
    } else {
      const [, key = '', value = ''] = found;
      current = [value];
      keys.set(key, current);
    }
  }
  return keys;
}

/** `file:line:column` as node:test, vitest and tape write it, bare, as a URL, or in brackets behind a function. */
function placeIn(text: string): { file: string | null; line: number | null } {
  const found = /^(?:.*\()?(?:file:\/\/)?(.+?):(\d{1,9}):\d+\)?$/.exec(unquote(text.slice(0, MAX_PLACE)));
  return { file: found?.[1] ?? null, line: found === null ? null : Number(found[2]) };
}

/** `at:` with `file` and `line` below it, as the TAP 14 specification shows and node-tap writes. */
function placeBelow(lines: readonly string[]): { file: string | null; line: number | null } {
  const below = lines.join('\n');
  const file = /^[ \t]+file(?:Name)?:[ \t]*(.+)$/m.exec(below)?.[1];
  const line = /^[ \t]+line(?:Number)?:[ \t]*(\d{1,9})[ \t]*$/m.exec(below)?.[1];
  return { file: file === undefined ? null : unquote(file), line: line === undefined ? null : Number(line) };
}

function placeOf(keys: ReadonlyMap<string, readonly string[]>): { file: string | null; line: number | null } {
  const location = keys.get('location')?.[0];
  if (location !== undefined) return placeIn(location);
  const at = keys.get('at') ?? [''];
  const inline = at.slice(0, 1).join('');
  return inline === '' ? placeBelow(at) : placeIn(inline);
}

/** Takes off the indentation that all lines have in common. */
function dedent(lines: readonly string[]): string[] {
  const widths = lines.filter((line) => line.trim() !== '').map((line) => line.search(/[^ ]/));
  const width = widths.reduce((least, next) => Math.min(least, next), Number.POSITIVE_INFINITY);
  return lines.map((line) => line.slice(width).trimEnd());
}

/** Reads the lines between `---` and `...`. */
export function readDiagnostics(block: readonly string[]): TapDiagnostics {
  const lines = dedent(block);
  const keys = readKeys(lines);
  const value = (name: string): string => unquote(keys.get(name)?.[0] ?? '');
  const duration = value('duration_ms');
  return {
    message: lines.filter((line) => !/^(duration_ms|type|location):/.test(line)).join('\n'),
    durationMs: /^\d+(\.\d+)?$/.test(duration) ? Number(duration) : null,
    ...placeOf(keys),
    isSuite: value('type') === 'suite',
    isNodeFailure: keys.has('failureType'),
  };
}
