import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findJson } from './json-values.js';

const valuesIn = (text: string): unknown[] => [...findJson(text)].map(({ value }) => value);

describe('findJson', () => {
  it('finds objects and arrays that begin a line, on one line or over several', () => {
    expect(valuesIn('a\n{"x":1}\n  [1,\n 2] tail\nno {"y":2}\n{"z":"}{"}')).toEqual([
      { x: 1 },
      [1, 2],
      { z: '}{' },
    ]);
  });

  it('goes past what is balanced but no JSON', () => {
    expect(valuesIn('[INFO] hi\n{ oops }\n{"x":1}')).toEqual([{ x: 1 }]);
  });

  it('finds whatever is printed, one after the other', () => {
    const container = fc.oneof(fc.dictionary(fc.string(), fc.jsonValue()), fc.array(fc.jsonValue()));
    fc.assert(
      fc.property(fc.array(container), fc.constantFrom(0, 2), (values, indent) => {
        const printed = values.map((value) => JSON.stringify(value, null, indent));
        expect([...findJson(printed.join('\nnoise\n'))].map(({ raw }) => raw)).toEqual(printed);
      }),
    );
  });
});
