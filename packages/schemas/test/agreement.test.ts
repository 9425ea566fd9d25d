import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type SchemaName, schemas } from '../src/index.js';
import { ajvCheckOf } from './ajv-check.js';
import { fixturesOf } from './fixtures.js';
import { mutation } from './mutations.js';

const names = Object.keys(schemas) as SchemaName[];
const numRuns = 200;

/** A document after one to three changes, as it is after a way through JSON. */
const mutant = (documents: readonly unknown[]): fc.Arbitrary<unknown> =>
  fc
    .tuple(fc.constantFrom(...documents), fc.array(mutation, { minLength: 1, maxLength: 3 }))
    .map(([document, mutations]) => mutations.reduce((changed, mutate) => mutate(changed), document));

describe('zod and JSON Schema', () => {
  it.each(names)('agree on every mutant of the valid documents of %s', (name) => {
    const ajvAccepts = ajvCheckOf(name);
    const documents = fixturesOf(name, 'valid').map(({ document }) => document);
    fc.assert(
      fc.property(mutant(documents), (document) => {
        const zodAccepts = schemas[name].safeParse(document).success;
        expect({ zodAccepts, ajvAccepts: ajvAccepts(document) }).toEqual({
          zodAccepts,
          ajvAccepts: zodAccepts,
        });
      }),
      { numRuns },
    );
  });

  // JSON.parse makes `__proto__` a key like any other; an object literal would not.
  it.each(names)('refuse the unknown key __proto__ in %s', (name) => {
    const proto = JSON.parse('{"__proto__":{}}');
    const ajvAccepts = ajvCheckOf(name);
    for (const { document } of fixturesOf(name, 'valid')) {
      const hostile = Object.defineProperties(document, Object.getOwnPropertyDescriptors(proto));
      expect(schemas[name].safeParse(hostile).success).toBe(false);
      expect(ajvAccepts(hostile)).toBe(false);
    }
  });
});
