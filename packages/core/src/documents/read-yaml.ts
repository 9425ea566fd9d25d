import {
  isAlias,
  isMap,
  isScalar,
  type ParsedNode,
  parseDocument,
  type Scalar,
  visit,
  type YAMLError,
  type YAMLMap,
  type Document as YamlDocument,
} from 'yaml';
import type { Finding } from './problem-list.js';
import {
  type FoundEntry,
  listNode,
  MAX_DEPTH,
  mappingNode,
  type Report,
  type ScalarStyle,
  type SourceNode,
  scalarNode,
} from './source-tree.js';

/** Far more values than a document of this product has, and few enough to check within a second or two. */
const MAX_VALUES = 1_000_000;
/** What follows the first few syntax errors is mostly their consequence. */
const MAX_ERRORS = 5;

const tooDeep = `the document is nested more than ${MAX_DEPTH} levels deep`;
const quoteIt = 'put text that has `: `, `{`, `[` or `${{` in it in quotes, or correct the indentation';

/** Our words for the syntax errors whose own words need knowledge of the YAML specification. */
const syntaxWords: Partial<Record<YAMLError['code'], readonly [message: string, hint: string]>> = {
  TAB_AS_INDENT: ['a tab is used as indentation', 'indent with spaces'],
  MULTIPLE_DOCS: ['a second document begins here', 'keep one document in a file'],
  NON_STRING_KEY: ['a list or mapping is used as a key', quoteIt],
  BLOCK_AS_IMPLICIT_KEY: ['the line is not a `key: value` of its surroundings', quoteIt],
  MULTILINE_IMPLICIT_KEY: ['the line is not a `key: value` of its surroundings', quoteIt],
  BAD_SCALAR_START: ['plain text cannot begin with this character', 'put the text in quotes'],
  RESOURCE_EXHAUSTION: [tooDeep, 'nest less'],
  TAG_RESOLVE_FAILED: ['this tag is not supported', 'remove the tag'],
};

/** Where the quote opens that is not closed: the parser tells where the text ends, which is mostly the end of all. */
function openQuoteAt(document: YamlDocument.Parsed, end: number): number | undefined {
  let start: number | undefined;
  visit(document, {
    Scalar: (_, { type, range }) => {
      if (type?.startsWith('QUOTE') && range?.[1] === end) start = range[0];
    },
  });
  return start;
}

function syntaxFinding(error: YAMLError, line: string): Finding {
  const [message, hint] = syntaxWords[error.code] ?? [];
  if (message !== undefined) return { message, hint };
  const own = error.message.charAt(0).toLowerCase() + error.message.slice(1);
  return { message: own, hint: line.includes('${{') ? quoteIt : undefined };
}

/** Reports the first syntax errors, one a line: what comes later on a line is a consequence. */
function reportSyntax(document: YamlDocument.Parsed, text: string, report: Report): void {
  const errors = [...document.errors, ...document.warnings];
  const deep = errors.find((error) => error.code === 'RESOURCE_EXHAUSTION');
  const told = new Set<number>();
  for (const error of deep === undefined ? errors : [deep]) {
    const [from, to] = error.pos;
    const lineStart = text.lastIndexOf('\n', from - 1) + 1;
    if (told.has(lineStart) || told.size === MAX_ERRORS) continue;
    told.add(lineStart);
    const quote = error.message.startsWith('Missing closing') ? openQuoteAt(document, from) : undefined;
    if (quote !== undefined) report(quote, { message: 'the quote that opens here is not closed' });
    else report(from, syntaxFinding(error, text.slice(lineStart, to + 2)));
  }
}

const styles: Record<Scalar.Type, ScalarStyle> = {
  PLAIN: 'plain',
  QUOTE_SINGLE: 'single',
  QUOTE_DOUBLE: 'double',
  BLOCK_LITERAL: 'block',
  BLOCK_FOLDED: 'block',
};

/** What the conversion knows beside the node at hand. */
interface Conversion {
  readonly report: Report;
  /** The latest node of each anchor; null while it is being read. */
  readonly anchors: Map<string, SourceNode | null>;
  /** Values so far, those of aliases counted each time. */
  values: number;
}

const nothingAt = (at: number, { report }: Conversion): SourceNode =>
  scalarNode(null, { start: at, end: at, style: 'plain' }, report);

function convertAlias(name: string, start: number, conversion: Conversion): SourceNode {
  const target = conversion.anchors.get(name);
  if (target === undefined) {
    conversion.report(start, { message: `no anchor \`&${name}\` stands before this alias` });
  } else if (target === null) {
    conversion.report(start, { message: `the alias \`*${name}\` stands inside of its own anchor` });
  } else {
    const before = conversion.values;
    conversion.values += target.size;
    if (conversion.values <= MAX_VALUES) return target;
    const message = `with its aliases the document has more than ${MAX_VALUES} values`;
    if (before <= MAX_VALUES) conversion.report(start, { message, hint: 'use fewer aliases' });
  }
  return nothingAt(start, conversion);
}

function convertEntries(node: YAMLMap.Parsed, conversion: Conversion, depth: number): FoundEntry[] {
  return node.items.map((pair) => {
    // `stringKeys` has made an error of every key that is no scalar, and errors end the reading before this.
    const key = convert(pair.key as Scalar.Parsed, conversion, depth);
    if (key.value === '<<' && key.end - key.start === 2) {
      conversion.report(key.start, {
        message: 'merge keys (`<<`) are not supported',
        hint: 'write the entries out',
      });
    }
    const value =
      pair.value === null ? nothingAt(key.end, conversion) : convert(pair.value, conversion, depth);
    return { key: String(key.value), keyStart: key.start, node: value };
  });
}

function convertPlaced(node: ParsedNode, conversion: Conversion, depth: number): SourceNode {
  const [start, end] = node.range;
  if (isAlias(node)) return convertAlias(node.source, start, conversion);
  conversion.values += 1;
  if (isScalar(node)) {
    const value = node.value as string | number | boolean | null;
    return scalarNode(value, { start, end, style: styles[node.type as Scalar.Type] }, conversion.report);
  }
  if (depth === 0) {
    conversion.report(start, { message: tooDeep, hint: 'nest less' });
    return nothingAt(start, conversion);
  }
  if (isMap(node)) {
    return mappingNode(convertEntries(node, conversion, depth - 1), { start, end }, conversion.report);
  }
  const items = (node.items as ParsedNode[]).map((item) => convert(item, conversion, depth - 1));
  return listNode(items, start, end);
}

function convert(node: ParsedNode, conversion: Conversion, depth: number): SourceNode {
  const anchor = isAlias(node) ? undefined : node.anchor;
  if (anchor !== undefined) conversion.anchors.set(anchor, null);
  const converted = convertPlaced(node, conversion, depth);
  if (anchor !== undefined) conversion.anchors.set(anchor, converted);
  return converted;
}

/** Reads one YAML 1.2 document (core schema); undefined after a syntax error, which was reported, or where empty. */
export function readYaml(text: string, report: Report): SourceNode | undefined {
  const parsed = parseDocument(text, {
    version: '1.2',
    schema: 'core',
    merge: false,
    // Duplicate keys are found by `mappingNode`, for JSON and YAML alike.
    uniqueKeys: false,
    stringKeys: true,
    resolveKnownTags: false,
    prettyErrors: false,
  });
  reportSyntax(parsed, text, report);
  if (parsed.errors.length > 0 || parsed.contents === null) return undefined;
  return convert(parsed.contents, { report, anchors: new Map(), values: 0 }, MAX_DEPTH);
}
