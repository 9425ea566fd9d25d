import fc from 'fast-check';

type Container = Record<string | number, unknown>;

/** A place in a document: what stands there, and where in its parent. */
interface Place {
  readonly parent: Container;
  readonly key: string | number;
  readonly value: unknown;
  readonly isRoot: boolean;
}

/** One change of a JSON document; a change that finds nothing to change leaves the document as it is. */
export type Mutation = (document: unknown) => unknown;

const isContainer = (value: unknown): value is Container => typeof value === 'object' && value !== null;
const isObject = (value: unknown): value is Container => isContainer(value) && !Array.isArray(value);

const copyOf = <T>(value: T): T => JSON.parse(JSON.stringify(value)) as T;

function placesIn(parent: Container, isRoot = true): Place[] {
  const keys = Array.isArray(parent) ? [...parent.keys()] : Object.keys(parent);
  return keys.flatMap((key) => {
    const value = parent[key];
    const place = { parent, key, value, isRoot };
    return isContainer(value) ? [place, ...placesIn(value, false)] : [place];
  });
}

/** The element of a list that stands as far in it as the share, from 0 to below 1, says. */
const pick = <T>(list: readonly T[], share: number): T | undefined => list[Math.floor(share * list.length)];

/** Changes a copy of a document at the place that `share` picks among those that fit. */
const changing =
  (share: number, change: (place: Place) => void, fits: (place: Place) => boolean = () => true): Mutation =>
  (document) => {
    const holder: Container = { document: copyOf(document) };
    const place = pick(placesIn(holder).filter(fits), share);
    if (place !== undefined) change(place);
    return holder.document;
  };

const share = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });
const symbol = fc.constantFrom('x', '7', '/', ' ', '*', 'é', '🚀', '\u0000', '\n', '\ud800');
// At the limits of the schemas, and one above.
const length = fc.constantFrom(
  1,
  32,
  33,
  64,
  65,
  100,
  101,
  200,
  201,
  1000,
  1001,
  4096,
  4097,
  10_001,
  100_001,
);
const longText = fc.tuple(symbol, length).map(([text, times]) => text.repeat(times));
const number = fc.constantFrom(-1, 0, 0.5, 1, 1.5, 100, 101, 1024, 1025, 604_801, 2 ** 53, 1e300, -1e-7);
const word = fc.constantFrom(
  '',
  'v1',
  'true',
  'low',
  'ls',
  'a.b',
  '../x',
  '1.0.0',
  '12.50',
  '1e3',
  '=',
  'YQ==',
);
const time = fc.constantFrom(
  ...['2026-02-29', '2028-02-29', '2026-06-30T23:59:60Z', '2026-01-31T24:00:00Z', '2026-01-31t12:00:00z'],
  ...[
    '0000-02-29T00:00:00Z',
    '2026-01-31 12:00:00Z',
    '2026-01-31T12:00:00.123456789Z',
    '2026-01-31T12:00:00Z\n',
  ],
);
const other = fc.jsonValue({ maxDepth: 1 }).map(copyOf);
const replacement: fc.Arbitrary<unknown> = fc.oneof(
  fc.constantFrom(null, true, false),
  ...[number, word, time, longText, other],
);
const newKey: fc.Arbitrary<string> = fc.constantFrom(
  ...['unknown', '', 'a b', '$schema', 'constructor', 'toString', 'length', 'a', 'A', '🚀'],
);

const deleted = share.map((at) =>
  changing(
    at,
    ({ parent, key }) => {
      if (Array.isArray(parent)) parent.splice(Number(key), 1);
      else delete parent[key];
    },
    ({ isRoot }) => !isRoot,
  ),
);

const replaced = fc.tuple(share, replacement).map(([at, value]) =>
  changing(at, ({ parent, key }) => {
    parent[key] = value;
  }),
);

const added = fc.tuple(share, newKey, replacement).map(([at, name, value]) =>
  changing(
    at,
    ({ parent, key }) => {
      parent[key] = { ...(parent[key] as Container), [name]: value };
    },
    (place) => isObject(place.value),
  ),
);

const repeated = fc.tuple(share, fc.constantFrom(2, 101, 1001)).map(([at, times]) =>
  changing(
    at,
    ({ parent, key, value }) => {
      parent[key] = Array.from({ length: times }, () => (value as unknown[])[0] ?? 'a');
    },
    ({ value }) => Array.isArray(value),
  ),
);

/** Puts into one place what stands in another. */
const moved = fc.tuple(share, share).map(
  ([from, to]): Mutation =>
    (document) => {
      const value = pick(placesIn({ document }), from)?.value;
      return changing(to, ({ parent, key }) => {
        parent[key] = copyOf(value);
      })(document);
    },
);

/** Deletes, replaces, adds, repeats or moves something, somewhere in a JSON document. */
export const mutation: fc.Arbitrary<Mutation> = fc.oneof(
  { arbitrary: replaced, weight: 4 },
  { arbitrary: deleted, weight: 2 },
  { arbitrary: added, weight: 2 },
  { arbitrary: moved, weight: 2 },
  { arbitrary: repeated, weight: 1 },
);
