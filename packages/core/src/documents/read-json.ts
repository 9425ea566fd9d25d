import {
  type FoundEntry,
  listNode,
  MAX_DEPTH,
  mappingNode,
  type Refuse,
  type Report,
  type SourceNode,
  scalarNode,
} from './source-tree.js';

const literals = new Map<string, boolean | null>([
  ['true', true],
  ['false', false],
  ['null', null],
]);

/** A text and how far it has been read. */
interface Cursor {
  readonly text: string;
  at: number;
  readonly report: Report;
  /** Ends the reading: after a fault of syntax, nothing in a JSON text has a sure meaning. */
  readonly refuse: Refuse;
}

function fail(cursor: Cursor, at: number, message: string, hint?: string): never {
  return cursor.refuse(at, { message, hint });
}

/** Matches a sticky pattern at the cursor; moves past it only where told. */
function match(cursor: Cursor, pattern: RegExp): string {
  pattern.lastIndex = cursor.at;
  return pattern.exec(cursor.text)?.[0] ?? '';
}

/** The next character that is no white space, or '' at the end. */
function peek(cursor: Cursor): string {
  cursor.at += match(cursor, /[ \t\r\n]*/y).length;
  const next = cursor.text.charAt(cursor.at);
  if (next === '/' || next === '#') {
    fail(cursor, cursor.at, 'JSON has no comments', 'remove it, or name the file .yaml');
  }
  return next;
}

function readString(cursor: Cursor): { text: string; start: number } {
  const start = cursor.at;
  cursor.at += 1;
  for (;;) {
    cursor.at += match(cursor, /[^"\\\p{Cc}]*/uy).length;
    const next = cursor.text.charAt(cursor.at);
    if (next === '"') break;
    if (next === '\\') {
      const length = match(cursor, /\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})/y).length;
      if (length === 0)
        fail(cursor, cursor.at, 'this escape is not one of JSON', 'write \\\\ for a backslash');
      cursor.at += length;
    } else if (next === '' || next === '\n' || next === '\r') {
      fail(cursor, start, 'the text that begins here is not closed', 'end it with "');
    } else if (next >= ' ') {
      cursor.at += 1;
    } else {
      fail(cursor, cursor.at, 'a control character stands in the text', 'write it as an escape such as \\t');
    }
  }
  cursor.at += 1;
  return { text: JSON.parse(cursor.text.slice(start, cursor.at)), start };
}

function readWord(cursor: Cursor): SourceNode {
  const start = cursor.at;
  const found = match(cursor, /[^\s{}[\],:"]+/y);
  const literal = literals.get(found);
  const isNumber = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/.test(found);
  if (literal === undefined && !isNumber) {
    if (found === '') fail(cursor, start, unexpected(cursor), 'a value is expected here');
    fail(cursor, start, `\`${found.slice(0, 40)}\` is not a JSON value`, 'put text in double quotes');
  }
  cursor.at += found.length;
  const place = { start, end: cursor.at, style: 'plain' } as const;
  return scalarNode(literal === undefined ? Number(found) : literal, place, cursor.report);
}

const unexpected = (cursor: Cursor): string =>
  cursor.at >= cursor.text.length
    ? 'the document ends too early'
    : `\`${cursor.text.charAt(cursor.at)}\` is not expected here`;

/** Reads `,` or the closing bracket; true where another element follows. */
function another(cursor: Cursor, close: string, opened: number): boolean {
  const next = peek(cursor);
  if (next === '') fail(cursor, opened, 'the bracket that opens here is not closed', `end it with ${close}`);
  if (next !== ',' && next !== close) {
    fail(cursor, cursor.at, unexpected(cursor), `after a value comes \`,\` or \`${close}\``);
  }
  cursor.at += 1;
  if (next === ',' && peek(cursor) === close) {
    fail(cursor, cursor.at, `there is a comma before the closing \`${close}\``, 'remove the comma');
  }
  return next === ',';
}

/** Steps into a bracket; true where it is not closed again at once. */
function open(cursor: Cursor, close: string): boolean {
  cursor.at += 1;
  if (peek(cursor) !== close) return true;
  cursor.at += 1;
  return false;
}

function readEntry(cursor: Cursor, depth: number): FoundEntry {
  if (peek(cursor) !== '"') {
    fail(cursor, cursor.at, unexpected(cursor), 'a key is expected here, in double quotes');
  }
  const { text: key, start: keyStart } = readString(cursor);
  if (peek(cursor) !== ':') fail(cursor, cursor.at, unexpected(cursor), 'after a key comes `:`');
  cursor.at += 1;
  return { key, keyStart, node: readValue(cursor, depth) };
}

function readMapping(cursor: Cursor, depth: number): SourceNode {
  const start = cursor.at;
  const found: FoundEntry[] = [];
  let more = open(cursor, '}');
  while (more) {
    found.push(readEntry(cursor, depth));
    more = another(cursor, '}', start);
  }
  return mappingNode(found, { start, end: cursor.at }, cursor.report);
}

function readList(cursor: Cursor, depth: number): SourceNode {
  const start = cursor.at;
  const items: SourceNode[] = [];
  let more = open(cursor, ']');
  while (more) {
    items.push(readValue(cursor, depth));
    more = another(cursor, ']', start);
  }
  return listNode(items, start, cursor.at);
}

function readValue(cursor: Cursor, depth: number): SourceNode {
  const next = peek(cursor);
  if (depth === 0) fail(cursor, cursor.at, `the document is nested more than ${MAX_DEPTH} levels deep`);
  if (next === '{') return readMapping(cursor, depth - 1);
  if (next === '[') return readList(cursor, depth - 1);
  if (next !== '"') return readWord(cursor);
  const { text, start } = readString(cursor);
  return scalarNode(text, { start, end: cursor.at, style: 'double' }, cursor.report);
}

/** Reads strict JSON (RFC 8259). The first fault of syntax is refused, others are reported. */
export function readJson(text: string, report: Report, refuse: Refuse): SourceNode {
  const cursor: Cursor = { text, at: 0, report, refuse };
  const node = readValue(cursor, MAX_DEPTH);
  if (peek(cursor) !== '') fail(cursor, cursor.at, unexpected(cursor), 'the document has ended before this');
  return node;
}
