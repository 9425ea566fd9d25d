import { type DocumentPath, valueAt } from './document-path.js';

/** What went wrong at one place, as zod tells it. */
export interface SchemaIssue {
  readonly code?: string;
  readonly path: readonly PropertyKey[];
  readonly message: string;
  readonly expected?: string;
  readonly keys?: readonly string[];
  readonly values?: readonly unknown[];
  readonly origin?: string;
  readonly minimum?: number | bigint;
  readonly maximum?: number | bigint;
  readonly inclusive?: boolean;
  readonly exact?: boolean;
  readonly divisor?: number | bigint;
  readonly format?: string;
  /** The issues of each branch of a union. */
  readonly errors?: readonly (readonly SchemaIssue[])[];
  /** The issues of a key of a record. */
  readonly issues?: readonly SchemaIssue[];
}

/** The part of a zod 4 schema that documents are checked with; no dependency on zod itself. */
export interface DocumentSchema<T> {
  readonly safeParse: (
    value: unknown,
  ) =>
    | { readonly success: true; readonly data: T }
    | { readonly success: false; readonly error: { readonly issues: readonly SchemaIssue[] } };
}

/** The parts of a zod 4 definition that lead to the schemas inside of it. */
interface Definition {
  readonly type: string;
  readonly shape?: Readonly<Record<string, unknown>>;
  readonly element?: unknown;
  readonly valueType?: unknown;
  readonly innerType?: unknown;
  readonly in?: unknown;
  readonly options?: readonly unknown[];
  /** Of a literal. */
  readonly values?: readonly unknown[];
}

const definitionOf = (schema: unknown): Definition => (schema as { def: Definition }).def;

/** Whether a branch of a union can be meant: no literal of it (`type: number`) says otherwise. */
function canBeMeant(schema: unknown, value: unknown): boolean {
  const { shape = {} } = definitionOf(schema);
  return Object.entries(shape).every(([key, inner]) => {
    const { type, values = [] } = definitionOf(inner);
    const given = valueAt(value, [key]);
    return type !== 'literal' || given === undefined || values.includes(given);
  });
}

/** A schema without its wrappers (optional, nullable, default, pipe); of a union the branches that can be meant. */
function unwrap(schema: unknown, value: unknown): unknown[] {
  const { innerType, in: input, options } = definitionOf(schema);
  const wrapped = innerType ?? input;
  if (wrapped !== undefined) return unwrap(wrapped, value);
  if (options === undefined) return [schema];
  const branches = options.flatMap((option) => unwrap(option, value));
  const meant = branches.filter((branch) => canBeMeant(branch, value));
  return meant.length === 0 ? branches : meant;
}

function childrenOf(schema: unknown, step: string | number): unknown[] {
  const { shape, element, valueType } = definitionOf(schema);
  const inShape = shape !== undefined && Object.hasOwn(shape, step) ? shape[step] : undefined;
  const child = inShape ?? element ?? valueType;
  return child === undefined ? [] : [child];
}

/** A schema, and a document that is checked by it. */
export interface CheckedBy {
  readonly schema: unknown;
  readonly value: unknown;
}

/** The schemas that what stands at a path is checked by: several where there are unions. */
function schemasAt({ schema, value }: CheckedBy, path: DocumentPath): unknown[] {
  let found: unknown[] = [schema];
  path.forEach((step, depth) => {
    const here = valueAt(value, path.slice(0, depth));
    found = found.flatMap((outer) => unwrap(outer, here)).flatMap((inner) => childrenOf(inner, step));
  });
  return found;
}

function definitionsAt(checked: CheckedBy, path: DocumentPath): Definition[] {
  const value = valueAt(checked.value, path);
  return schemasAt(checked, path)
    .flatMap((schema) => unwrap(schema, value))
    .map(definitionOf);
}

/** The keys that the mapping at a path may have. */
export function knownKeys(checked: CheckedBy, path: DocumentPath): string[] {
  return [...new Set(definitionsAt(checked, path).flatMap(({ shape = {} }) => Object.keys(shape)))];
}

/** The description of what stands at a path, where its schema has one. */
export function descriptionAt(checked: CheckedBy, path: DocumentPath): string | undefined {
  const descriptions = schemasAt(checked, path).map(
    (schema) => (schema as { description?: string }).description,
  );
  return descriptions.find((description) => description !== undefined);
}

/** The words that may stand at a path, where it takes certain words only. */
export function allowedWords(checked: CheckedBy, path: DocumentPath): string[] {
  return definitionsAt(checked, path).flatMap(({ values = [] }) => values.map(String));
}
