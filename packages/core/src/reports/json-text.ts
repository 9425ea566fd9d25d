import { indexLines } from '../documents/index.js';
import { readJson } from '../documents/read-json.js';
import { badReport, quote } from './bad-report.js';

/** A JSON object whose values were not looked at yet. */
type JsonObject = { readonly [key: string]: unknown };

/** A longer text is not read a second time to find the place of its fault. */
const MAX_SEARCHED = 4 * 1024 * 1024;

const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Tells where the text stops being JSON: engines that parse it do not all say so, and not always. */
function refuseText(text: string, cause: unknown): never {
  const hint =
    'the file was cut off, or something else was printed into it: let the runner write it by itself';
  const refuse = (offset: number): never => {
    const { line, column } = indexLines(text).positionAt(offset);
    throw badReport('from here on the report is not JSON', { where: `${line}:${column}`, hint, cause });
  };
  if (text.length <= MAX_SEARCHED) readJson(text, () => undefined, refuse);
  throw badReport('the report is not JSON', { hint, cause });
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    return refuseText(text, cause);
  }
}

/** Parses a report as JSON, and refuses what is no object. */
export function parseJsonReport(text: string): JsonPlace {
  const found = parse(text.replace(/^\uFEFF/, ''));
  if (isObject(found)) return { object: found, path: '' };
  throw badReport(`the report is ${quote(found)}, not an object`, { where: '1:1' });
}

/** A part of a report, and the path to it, such as `testResults[0]`. */
export interface JsonPlace {
  readonly object: JsonObject;
  readonly path: string;
}

const isText = (value: unknown): value is string => typeof value === 'string';
const isFlag = (value: unknown): value is boolean => typeof value === 'boolean';
const isCount = (value: unknown): value is number => Number.isSafeInteger(value) && Number(value) >= 0;
const isListOf =
  <Item>(isItem: (value: unknown) => value is Item) =>
  (value: unknown): value is Item[] =>
    Array.isArray(value) && value.every(isItem);
const isTexts = isListOf(isText);
const isObjects = isListOf(isObject);

/** Reads values of one object; refuses what is missing or of another type, with the path to it. */
export function fieldsOf({ object, path }: JsonPlace) {
  const at = (key: string): string => (path === '' ? key : `${path}.${key}`);
  const read = <Value>(key: string, isValue: (value: unknown) => value is Value, expected: string): Value => {
    const value = object[key];
    if (isValue(value)) return value;
    const found = value === undefined ? 'is missing' : `is ${quote(value)}`;
    throw badReport(`\`${at(key)}\` ${found}, and should be ${expected}`, { where: at(key) });
  };
  return {
    text: (key: string): string => read(key, isText, 'a text'),
    flag: (key: string): boolean => read(key, isFlag, 'true or false'),
    count: (key: string): number => read(key, isCount, 'a whole number from 0'),
    /** Null for whatever is no number: for what no verdict depends on. */
    number: (key: string): number | null => (typeof object[key] === 'number' ? object[key] : null),
    /** Null for whatever is no text. */
    note: (key: string): string | null => (isText(object[key]) ? object[key] : null),
    texts: (key: string): string[] => read(key, isTexts, 'a list of texts'),
    object: (key: string): JsonPlace => ({ object: read(key, isObject, 'an object'), path: at(key) }),
    objects: (key: string): JsonPlace[] =>
      read(key, isObjects, 'a list of objects').map((item, index) => ({
        object: item,
        path: `${at(key)}[${index}]`,
      })),
  };
}
