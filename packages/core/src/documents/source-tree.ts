import type { Finding } from './problem-list.js';

/** How a text scalar was written: decides how offsets in its value map to the document. */
export type ScalarStyle = 'plain' | 'single' | 'double' | 'block';

interface Placed {
  /** What the node stands for as plain data; shared by all aliases of the node. */
  readonly value: unknown;
  /** Offsets of its first character and of the one after its last. */
  readonly start: number;
  readonly end: number;
  /** How many values it stands for, those inside of it included, with aliases counted each time. */
  readonly size: number;
}

/** A value of a document together with where it stands. */
export type SourceNode =
  | (Placed & { readonly kind: 'scalar'; readonly style: ScalarStyle })
  | (Placed & { readonly kind: 'list'; readonly items: readonly SourceNode[] })
  | (Placed & { readonly kind: 'mapping'; readonly entries: ReadonlyMap<string, SourceEntry> });

/** One entry of a mapping: where its key stands, and its value. */
export interface SourceEntry {
  readonly keyStart: number;
  readonly node: SourceNode;
}

/** An entry as a reader found it, before keys are checked. */
export interface FoundEntry extends SourceEntry {
  readonly key: string;
}

/** Tells a fault at an offset. */
export type Report = (offset: number, finding: Finding) => void;

/** Tells a fault at an offset and throws. */
export type Refuse = (offset: number, finding: Finding) => never;

/** Deeper nesting than any document of this product has, and shallow enough for any call stack. */
export const MAX_DEPTH = 100;

/** PostgreSQL and command lines take no NUL; half of a surrogate pair is no character. */
const notText = /[\0\p{Surrogate}]/u;

function checkText(text: string, offset: number, report: Report): void {
  if (notText.test(text)) {
    report(offset, {
      message: 'the text has a NUL character or half of a surrogate pair',
      hint: 'remove it',
    });
  }
}

/** A scalar; text that cannot be stored is reported. */
export function scalarNode(
  value: string | number | boolean | null,
  place: { start: number; end: number; style: ScalarStyle },
  report: Report,
): SourceNode {
  if (typeof value === 'string') checkText(value, place.start, report);
  return { kind: 'scalar', value, size: 1, ...place };
}

const sizeOf = (nodes: readonly SourceNode[]): number => nodes.reduce((sum, node) => sum + node.size, 1);

/** A list of nodes. */
export function listNode(items: readonly SourceNode[], start: number, end: number): SourceNode {
  return { kind: 'list', value: items.map((item) => item.value), items, start, end, size: sizeOf(items) };
}

/** A mapping; keys that come twice, or that JavaScript gives a meaning of its own, are reported and left out. */
export function mappingNode(
  found: readonly FoundEntry[],
  place: { start: number; end: number },
  report: Report,
): SourceNode {
  const entries = new Map<string, SourceEntry>();
  const value: Record<string, unknown> = {};
  for (const { key, keyStart, node } of found) {
    checkText(key, keyStart, report);
    if (entries.has(key)) {
      report(keyStart, { message: `the key \`${key}\` comes twice`, hint: 'remove one of the two' });
    } else if (key === '__proto__') {
      report(keyStart, { message: 'the key `__proto__` is not allowed', hint: 'choose another name' });
    } else {
      entries.set(key, { keyStart, node });
      value[key] = node.value;
    }
  }
  const size = sizeOf(found.map((entry) => entry.node));
  return { kind: 'mapping', value, entries, size, ...place };
}
