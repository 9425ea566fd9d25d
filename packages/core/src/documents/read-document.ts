import type { ErrorCode } from '../errors/index.js';
import { alignOffset } from './align-offset.js';
import type { DocumentPath } from './document-path.js';
import { indexLines, type LineIndex, type Position } from './line-index.js';
import { openProblemList, problemsError } from './problem-list.js';
import { readJson } from './read-json.js';
import { readYaml } from './read-yaml.js';
import type { Refuse, SourceNode } from './source-tree.js';

/** A YAML or JSON text as plain data, with the place of every value. */
export interface Document {
  readonly file: string;
  readonly value: unknown;
  readonly lines: LineIndex;
  /** The place of a value or of its key; of the nearest value above where the path leads nowhere. */
  readonly locate: (path: DocumentPath, target?: 'key' | 'value') => Position;
  /** The same as an offset, and for text optionally that of a character in it. */
  readonly offsetOf: (path: DocumentPath, target?: 'key' | 'value', character?: number) => number;
  /** The text of one line (from 1). */
  readonly excerpt: (line: number) => string;
  /** The value as it is written, quotes included, e.g. `1.10` where the value is 1.1. */
  readonly written: (path: DocumentPath) => string;
}

/** How to read a document. */
export interface ReadOptions {
  /** The name for messages; `.json` at its end makes it strict JSON. */
  readonly file: string;
  /** In bytes of UTF-8; 1 MiB where absent. */
  readonly maxBytes?: number;
  /** The code of the error; `bad_document` where absent. */
  readonly code?: ErrorCode;
}

const MEBIBYTE = 1_048_576;

/** The bytes of a text in UTF-8, without encoding what is surely too long. */
function utf8Length(text: string, enough: number): number {
  return text.length > enough ? text.length : new TextEncoder().encode(text).length;
}

function checkSize(text: string, { file, maxBytes = MEBIBYTE, code = 'bad_document' }: ReadOptions): void {
  const bytes = utf8Length(text, maxBytes);
  if (bytes <= maxBytes) return;
  const message = `the document has ${bytes} bytes; at most ${maxBytes} are read`;
  const hint = 'split it, or raise the limit';
  throw problemsError(code, [{ code, where: file, message, text: '', hint }]);
}

/** One step down; undefined where there is nothing. */
function childOf(
  node: SourceNode,
  step: string | number,
): { keyStart: number; node: SourceNode } | undefined {
  if (node.kind === 'mapping') return node.entries.get(String(step));
  const item = node.kind === 'list' ? node.items[Number(step)] : undefined;
  return item === undefined ? undefined : { keyStart: item.start, node: item };
}

function walk(root: SourceNode, path: DocumentPath): { keyStart: number; node: SourceNode; whole: boolean } {
  let found = { keyStart: root.start, node: root };
  for (const step of path) {
    const next = childOf(found.node, step);
    if (next === undefined) return { ...found, whole: false };
    found = next;
  }
  return { ...found, whole: true };
}

function documentOf(file: string, text: string, lines: LineIndex, root: SourceNode): Document {
  const offsetOf: Document['offsetOf'] = (path, target = 'value', character) => {
    const { keyStart, node, whole } = walk(root, path);
    // Of a value that is missing, the key of what should hold it is the better place to look at.
    if (target === 'key' || !whole) return keyStart;
    return character === undefined ? node.start : alignOffset(text, node, character);
  };
  return {
    file,
    value: root.value,
    lines,
    offsetOf,
    locate: (path, target) => lines.positionAt(offsetOf(path, target)),
    excerpt: lines.lineText,
    written: (path) => {
      const { node } = walk(root, path);
      return text.slice(node.start, node.end);
    },
  };
}

/**
 * Reads YAML 1.2 (one document, core schema, no tags of one's own, no merge keys) or, for `.json`, strict JSON.
 * Throws a `UetError` with every problem, each with `file:line:column`.
 */
export function readDocument(text: string, options: ReadOptions): Document {
  checkSize(text, options);
  const { file, code = 'bad_document' } = options;
  const content = text.startsWith('\uFEFF') ? text.slice(1) : text;
  const lines = indexLines(content);
  const list = openProblemList({ file, lines }, code);
  const refuse: Refuse = (offset, finding) => {
    list.add(offset, finding);
    throw problemsError(code, list.problems());
  };
  const isJson = file.toLowerCase().endsWith('.json');
  const root = isJson ? readJson(content, list.add, refuse) : readYaml(content, list.add);
  if (list.count() > 0) throw problemsError(code, list.problems());
  if (root === undefined) {
    throw problemsError(code, [{ code, where: `${file}:1:1`, message: 'the document is empty', text: '' }]);
  }
  return documentOf(file, content, lines, root);
}
