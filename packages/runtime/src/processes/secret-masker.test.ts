import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createSecretMasker, maskSecrets } from './secret-masker.js';

/** What a masker makes of a text that comes in pieces. */
function inPieces(text: string, cuts: readonly number[], secrets: readonly string[]): string {
  const bytes = Buffer.from(text);
  const masker = createSecretMasker(secrets);
  const places = [...new Set([0, ...cuts.map((cut) => cut % (bytes.length + 1)), bytes.length])].sort(
    (a, b) => a - b,
  );
  const parts = places.slice(1).map((end, index) => masker.push(bytes.subarray(places[index], end)));
  return Buffer.concat([...parts, masker.end()]).toString();
}

describe('maskSecrets', () => {
  it('replaces every occurrence and nothing else', () => {
    expect(maskSecrets('a password1 b password1password1', ['password1'])).toBe('a *** b ******');
    expect(maskSecrets('passwor', ['password1'])).toBe('passwor');
    expect(maskSecrets('nothing to hide', ['', 'password1'])).toBe('nothing to hide');
  });

  it('replaces the longest of secrets that start alike', () => {
    const secrets = ['token', 'token-longer'];
    expect(maskSecrets('token token-longer token-long', secrets)).toBe('*** *** ***-long');
  });

  it('replaces the one that begins first of secrets that overlap', () => {
    expect(maskSecrets('xabcdef', ['abcd', 'cdef'])).toBe('x***ef');
  });
});

describe('createSecretMasker', () => {
  it('masks the same however a text is cut', () => {
    const letters = fc.string({ unit: fc.constantFrom('a', 'b', 'é'), maxLength: 40 });
    const secret = fc.string({ unit: fc.constantFrom('a', 'b', 'é'), minLength: 1, maxLength: 6 });
    fc.assert(
      fc.property(
        letters,
        fc.array(secret, { maxLength: 4 }),
        fc.array(fc.nat(100)),
        (text, secrets, cuts) => {
          expect(inPieces(text, cuts, secrets)).toBe(maskSecrets(text, secrets));
        },
      ),
      { numRuns: 2_000 },
    );
  });

  it('passes no secret on, in whatever pieces it comes', () => {
    const noise = fc.string({ unit: fc.constantFrom('s', 'e', 'c', '-'), maxLength: 12 });
    fc.assert(
      fc.property(noise, noise, fc.array(fc.nat(40)), (before, after, cuts) => {
        expect(inPieces(`${before}s-e-c-r-e-t${after}`, cuts, ['s-e-c-r-e-t'])).not.toContain('s-e-c-r-e-t');
      }),
    );
  });

  it('holds back only what may become a secret', () => {
    const masker = createSecretMasker(['password1']);
    expect(masker.push(Buffer.from('the pass')).toString()).toBe('the ');
    expect(masker.push(Buffer.from('age')).toString()).toBe('passage');
    expect(masker.end().toString()).toBe('');
  });

  it('is not slowed down by a text that is full of secrets', () => {
    const bytes = Buffer.from('password1'.repeat(200_000));
    const masker = createSecretMasker(['password1', 'never-there', 'pass-never']);
    expect(masker.push(bytes).length).toBe(600_000);
  });
});
