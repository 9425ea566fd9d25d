import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cleanText, cutText, MAX_REPORT_BYTES, refuseOversize, utf8Length } from './report-text.js';

describe('cleanText', () => {
  it.each([
    ['\u001b[1;31mred\u001b[0m', 'red'],
    ['a\r\nb\tc', 'a\nb\tc'],
    ['nul \u0000 bell \u0007', 'nul \uFFFD bell \uFFFD'],
    ['half \ud800 whole 😀', 'half \uFFFD whole 😀'],
  ])('makes %j printable', (text, clean) => {
    expect(cleanText(text)).toBe(clean);
  });

  it.each([
    ['/tree', 'at /tree/src/a.ts:1 and file:///tree/b.ts', 'at src/a.ts:1 and b.ts'],
    ['/tree/', '/tree/a and /treehouse/b', 'a and /treehouse/b'],
    ['', '/a', '/a'],
  ])('writes paths below the root %j relative to it', (root, text, clean) => {
    expect(cleanText(text, root)).toBe(clean);
  });
});

describe('cutText', () => {
  it('leaves what fits, and marks what it cuts', () => {
    expect(cutText('12345', 5)).toBe('12345');
    expect(cutText('0123456789abcdef', 15)).toBe('01234\n[… cut]');
    expect(cutText('ééééééééé', 17)).toBe('ééé\n[… cut]');
  });

  it('never splits a character, nor passes its limit', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 60 }), fc.nat(80), (text, bytes) => {
        const cut = cutText(text, bytes);
        expect(utf8Length(cut)).toBeLessThanOrEqual(bytes);
        expect(cut).not.toMatch(/\p{Surrogate}/u);
        if (utf8Length(text) <= bytes) expect(cut).toBe(text);
      }),
    );
  });
});

describe('refuseOversize', () => {
  it('counts bytes, not characters', () => {
    // Two bytes each.
    const text = 'ü'.repeat(MAX_REPORT_BYTES / 2);
    expect(() => refuseOversize(text)).not.toThrow();
    expect(() => refuseOversize(`${text}x`)).toThrowError(expect.objectContaining({ code: 'bad_report' }));
  });
});

describe('utf8Length', () => {
  it('counts as the encoder does', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(utf8Length(text)).toBe(new TextEncoder().encode(text).length);
      }),
    );
  });
});
