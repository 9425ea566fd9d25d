import { SaxesParser } from 'saxes';
import type { UetError } from '../errors/index.js';
import { badReport } from './bad-report.js';

/** Elements may be nested so deep. */
const MAX_DEPTH = 100;

/** An element that opens: names without their namespace prefix. */
export interface XmlElement {
  readonly name: string;
  /** Attributes in no namespace; those of others (`xsi:…`) are left out. */
  readonly attributes: ReadonlyMap<string, string>;
  /** `line:column` behind its tag. */
  readonly where: string;
}

/** What is called while a document is walked; `close` belongs to the element opened last. */
export interface XmlVisitor {
  readonly open: (element: XmlElement) => void;
  readonly text: (text: string) => void;
  readonly close: () => void;
}

/** What to do about a fault of the XML parser, by a part of what it says. */
const hints: readonly (readonly [part: RegExp, hint: string])[] = [
  [/one root|start of the document/, 'the file holds more than one report: write one file, from one run'],
  [/unclosed|unexpected end/, 'the file was cut off: the test runner ended before it had written all of it'],
  [/root/, 'print nothing else into the file: let the test runner write it by itself'],
];

function syntaxFault(message: string, where: string): UetError {
  const hint = hints.find(([part]) => part.test(message))?.[1];
  const words = message.replace(/^\d+:\d+: /, '').replace(/\.$/, '');
  return badReport(`the report is not well-formed XML: ${words}`, {
    where,
    hint: hint ?? 'open the file at this place, or write the report with another reporter',
  });
}

/** Walks a strict XML 1.0 document with namespaces. No DOCTYPE, so no entities but the five of XML itself. */
export function walkXml(text: string, visitor: XmlVisitor): void {
  const parser = new SaxesParser({ xmlns: true });
  const where = (): string => `${parser.line}:${parser.column + 1}`;
  let depth = 0;
  parser.on('error', (error) => {
    throw syntaxFault(error.message, where());
  });
  parser.on('doctype', () => {
    throw badReport('the report has a DOCTYPE, which may define entities without end', {
      where: where(),
      hint: 'write the report without a document type declaration',
    });
  });
  parser.on('opentag', (tag) => {
    depth += 1;
    if (depth > MAX_DEPTH)
      throw badReport(`elements are nested more than ${MAX_DEPTH} deep`, { where: where() });
    const attributes = new Map<string, string>();
    for (const { prefix, local, value } of Object.values(tag.attributes)) {
      if (prefix === '') attributes.set(local, value);
    }
    visitor.open({ name: tag.local, attributes, where: where() });
  });
  parser.on('text', visitor.text);
  parser.on('cdata', visitor.text);
  parser.on('closetag', () => {
    depth -= 1;
    visitor.close();
  });
  parser.write(text).close();
}
