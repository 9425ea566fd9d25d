/** The way from the root of a document to a value: keys and list indices. */
export type DocumentPath = readonly (string | number)[];

/** The value at a path of plain data; undefined where the path leads nowhere. */
export function valueAt(value: unknown, path: DocumentPath): unknown {
  let current = value;
  for (const step of path) {
    if (typeof current !== 'object' || current === null || !Object.hasOwn(current, step)) return undefined;
    current = (current as Record<string | number, unknown>)[step];
  }
  return current;
}
