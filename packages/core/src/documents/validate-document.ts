import type { ErrorCode, Problem } from '../errors/index.js';
import type { DocumentSchema } from './document-schema.js';
import { findingsOfAll } from './issue-words.js';
import { openProblemList, problemsError } from './problem-list.js';
import { type Document, type ReadOptions, readDocument } from './read-document.js';

/** The checked value of a document, or all that is wrong with it in the order of the document. */
export type Validation<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly problems: Problem[] };

/** Checks a document against a zod schema; every issue becomes a problem with its place and friendly words. */
export function validateDocument<T>(
  document: Document,
  schema: DocumentSchema<T>,
  code: ErrorCode = 'bad_document',
): Validation<T> {
  const result = schema.safeParse(document.value);
  if (result.success) return { ok: true, value: result.data };
  const list = openProblemList(document, code);
  for (const finding of findingsOfAll({ document, schema }, result.error.issues)) {
    list.add(document.offsetOf(finding.path, finding.target), finding);
  }
  return { ok: false, problems: list.problems() };
}

/** Reads and checks a document; throws a `UetError` (of `options.code`) that tells every problem. */
export function loadDocument<T>(
  text: string,
  schema: DocumentSchema<T>,
  options: ReadOptions,
): { value: T; document: Document } {
  const document = readDocument(text, options);
  const { code = 'bad_document' } = options;
  const validation = validateDocument(document, schema, code);
  if (!validation.ok) throw problemsError(code, validation.problems);
  return { value: validation.value, document };
}
