import { type DocumentPath, valueAt } from './document-path.js';
import { allowedWords, descriptionAt, knownKeys, type SchemaIssue } from './document-schema.js';
import { didYouMean, nearestWord } from './nearest-word.js';
import type { Finding } from './problem-list.js';
import type { Document } from './read-document.js';

/** A finding with the place it belongs to. */
export interface PlacedFinding extends Finding {
  readonly path: DocumentPath;
  readonly target: 'key' | 'value';
}

/** What an issue is looked at with: the document, and the schema it was checked by. */
export interface IssueContext {
  readonly document: Document;
  readonly schema: unknown;
}

const typeWords: Record<string, string> = {
  string: 'text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  tuple: 'a list',
  object: 'a mapping (`key: value`)',
  record: 'a mapping (`key: value`)',
  null: 'null',
  never: 'nothing',
};

const typeWord = (expected: string): string => typeWords[expected] ?? expected;

/** Text as it is shown inside of a message: short, on one line. */
export function quoted(value: string): string {
  const line = value.replaceAll(/\s+/g, ' ').trim();
  return `\`${line.length > 60 ? `${line.slice(0, 57)}...` : line}\``;
}

/** What stands at a path, in words; numbers as they are written (`1.10` is the number 1.1). */
function foundAt({ document }: IssueContext, path: DocumentPath): string {
  const value = valueAt(document.value, path);
  if (value === null) return 'nothing';
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'object') return 'a mapping';
  return typeof value === 'string' ? `the text ${quoted(value)}` : quoted(document.written(path));
}

function typeHint(expected: string, value: unknown, written: string): string | undefined {
  if (expected === 'string' && (typeof value === 'number' || typeof value === 'boolean')) {
    return `put it in quotes: "${written}"`;
  }
  if (typeof value !== 'string') return undefined;
  if (expected === 'array') return 'write it as a list: [ … ]';
  if (expected === 'boolean') return 'write true or false, without quotes';
  const isNumber = (expected === 'number' || expected === 'int') && /^-?\d+(\.\d+)?$/.test(value);
  return isNumber ? 'remove the quotes' : undefined;
}

function missing({ document, schema }: IssueContext, path: DocumentPath): PlacedFinding {
  const hint = descriptionAt({ schema, value: document.value }, path);
  return { path, target: 'value', message: `\`${path.at(-1)}\` is missing`, hint };
}

function wrongType(context: IssueContext, path: DocumentPath, expected: readonly string[]): PlacedFinding {
  const value = valueAt(context.document.value, path);
  if (value === undefined) return missing(context, path);
  const words = [...new Set(expected.map(typeWord))].join(' or ');
  const written = context.document.written(path);
  const hints = expected.map((one) => typeHint(one, value, written));
  const hint = hints.find((candidate) => candidate !== undefined);
  return { path, target: 'value', message: `expected ${words}, found ${foundAt(context, path)}`, hint };
}

function wrongWord(context: IssueContext, path: DocumentPath, words: readonly string[]): PlacedFinding {
  const value = valueAt(context.document.value, path);
  const list = words.slice(0, 12).join(', ');
  const expected = words.length === 1 ? `\`${list}\`` : `one of ${list}`;
  if (value === undefined) return { ...missing(context, path), hint: `write ${expected}` };
  const near = (): string => (typeof value === 'string' ? didYouMean(value, words) : '');
  const message = (): string => `expected ${expected}, found ${foundAt(context, path)}${near()}`;
  return { path, target: 'value', message };
}

function unknownKeys(
  { document, schema }: IssueContext,
  path: DocumentPath,
  keys: readonly string[],
): PlacedFinding[] {
  const known = knownKeys({ schema, value: document.value }, path).toSorted();
  return keys.map((key) => ({
    path: [...path, key],
    target: 'key',
    message: () => `unknown key ${quoted(key)}${didYouMean(key, known)}`,
    hint: () => (nearestWord(key, known) === undefined ? `known here: ${known.join(', ')}` : undefined),
  }));
}

/** The amount that a limit is about, and the unit of the limit. */
function measured(context: IssueContext, path: DocumentPath): { amount: string; one: string; many: string } {
  const value = valueAt(context.document.value, path);
  if (typeof value === 'string')
    return { amount: String(value.length), one: ' character', many: ' characters' };
  if (typeof value !== 'object' || value === null)
    return { amount: foundAt(context, path), one: '', many: '' };
  return { amount: String(Object.keys(value).length), one: ' entry', many: ' entries' };
}

function outOfRange(context: IssueContext, path: DocumentPath, issue: SchemaIssue): PlacedFinding {
  const { code, minimum, maximum, inclusive = true } = issue;
  const words = code === 'too_big' ? ['at most', 'less than'] : ['at least', 'more than'];
  const limit = String(code === 'too_big' ? maximum : minimum);
  const { amount, one, many } = measured(context, path);
  const message = `expected ${words[inclusive ? 0 : 1]} ${limit}${limit === '1' ? one : many}, found ${amount}`;
  return { path, target: 'value', message };
}

/** Our schemas say `must …` of every pattern; zod's own words for its formats begin with `Invalid`. */
function broken(context: IssueContext, path: DocumentPath, message: string): PlacedFinding {
  const value = valueAt(context.document.value, path);
  const subject = typeof value === 'string' && message.startsWith('must ') ? `${quoted(value)} ` : '';
  return { path, target: 'value', message: `${subject}${message}` };
}

const atRoot = ({ path, code }: SchemaIssue): boolean =>
  path.length === 0 && (code === 'invalid_type' || code === 'invalid_value');

/** The issues of the branch that was meant: it takes what stands there, and complains the least. */
function meantBranch(branches: readonly (readonly SchemaIssue[])[]): readonly SchemaIssue[] | undefined {
  return branches.filter((issues) => !issues.some(atRoot)).toSorted((a, b) => a.length - b.length)[0];
}

/** What a branch that cannot be meant would take. */
function takenBy({ expected, values = [] }: SchemaIssue): string[] {
  return expected === undefined ? values.map((value) => quoted(String(value))) : [expected];
}

function noBranch(context: IssueContext, path: DocumentPath, issue: SchemaIssue): PlacedFinding[] {
  const branches = issue.errors ?? [];
  const meant = meantBranch(branches);
  if (meant !== undefined) return findingsOfAll(context, meant, path);
  if (branches.length > 0) return [wrongType(context, path, branches.flat().flatMap(takenBy))];
  // A union with a discriminator tells no branches, only that the word which chooses one is not known.
  const { document, schema } = context;
  return [wrongWord(context, path, allowedWords({ schema, value: document.value }, path))];
}

/** What one issue means; several things where there are several unknown keys. */
function findingsOf(context: IssueContext, issue: SchemaIssue, prefix: DocumentPath): PlacedFinding[] {
  const path = [...prefix, ...issue.path.map((step) => (typeof step === 'symbol' ? '' : step))];
  switch (issue.code) {
    case 'invalid_type':
      return [wrongType(context, path, [issue.expected ?? ''])];
    case 'invalid_value':
      return [wrongWord(context, path, (issue.values ?? []).map(String))];
    case 'unrecognized_keys':
      return unknownKeys(context, path, issue.keys ?? []);
    case 'too_big':
    case 'too_small':
      return [outOfRange(context, path, issue)];
    case 'invalid_union':
      return noBranch(context, path, issue);
    case 'invalid_key': {
      const message = issue.issues?.[0]?.message ?? issue.message;
      return [{ path, target: 'key', message: `the key ${quoted(String(path.at(-1)))} ${message}` }];
    }
    default:
      return [broken(context, path, issue.message)];
  }
}

/** What issues of a schema mean in words for a person, and where. */
export function findingsOfAll(
  context: IssueContext,
  issues: readonly SchemaIssue[],
  prefix: DocumentPath = [],
): PlacedFinding[] {
  const ofWrongType = new Set(
    issues.filter(({ code }) => code === 'invalid_type').map(({ path }) => path.join('\n')),
  );
  // Of a list in the place of text, zod also says that it has too few characters.
  const isEcho = ({ code, path }: SchemaIssue): boolean =>
    (code === 'too_small' || code === 'too_big') && ofWrongType.has(path.join('\n'));
  return issues.filter((issue) => !isEcho(issue)).flatMap((issue) => findingsOf(context, issue, prefix));
}
