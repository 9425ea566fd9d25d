import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { stringBytes } from './bytes.js';
import { decodePath, encodePath, quotePath, unquoteName } from './path-text.js';

describe('decodePath', () => {
  it('gives back any bytes through encodePath', () => {
    const byte = fc.constantFrom(
      0x61,
      0x2f,
      0x80,
      0xbf,
      0xc3,
      0xa9,
      0xe2,
      0x82,
      0xac,
      0xed,
      0xa0,
      0xf0,
      0x9f,
      0x98,
      0xff,
    );
    fc.assert(
      fc.property(
        fc.oneof(
          fc.uint8Array(),
          fc.array(byte).map((bytes) => Uint8Array.from(bytes)),
        ),
        (bytes) => {
          expect(encodePath(decodePath(bytes))).toEqual(bytes);
        },
      ),
    );
  });

  it('gives text as it is, a byte order mark included', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(decodePath(new TextEncoder().encode(text))).toBe(text);
      }),
    );
    expect(decodePath(Uint8Array.of(0xef, 0xbb, 0xbf, 0x61))).toBe('\ufeffa');
  });

  it('keeps bytes apart that are not UTF-8', () => {
    expect(decodePath(Uint8Array.of(0x61, 0xe9, 0xc3, 0xa9))).toBe('a\udce9é');
  });
});

describe('quotePath', () => {
  it('leaves ordinary paths alone', () => {
    expect(quotePath('src/täst 😀.ts')).toBe('src/täst 😀.ts');
  });

  it('quotes so that git could read the name back', () => {
    expect(quotePath('a"b\\\n\u0001\u007f\udce9')).toBe('"a\\"b\\\\\\n\\001\\177\\351"');
    const character = fc.constantFrom(
      'a',
      '"',
      '\\',
      '\n',
      '\t',
      '\u0001',
      '\u007f',
      '7',
      '\udc80',
      '\udcff',
    );
    fc.assert(
      fc.property(
        fc.array(character).map((characters) => `"${characters.join('')}`),
        (path) => {
          const unquoted = unquoteName(quotePath(path));
          expect(decodePath(stringBytes(unquoted?.name ?? ''))).toBe(path);
        },
      ),
    );
  });
});
