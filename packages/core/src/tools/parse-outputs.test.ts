import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseOutputs } from './parse-outputs.js';

describe('parseOutputs', () => {
  it('reads lines, the last of a key counts', () => {
    const text = 'a=1\r\n\nurl=http://x/?q=1=2\na=2\nempty=\n';
    expect(parseOutputs(text)).toEqual({
      outputs: { a: '2', url: 'http://x/?q=1=2', empty: '' },
      problems: [],
    });
  });

  it('tells what it does not take', () => {
    const { outputs, problems } = parseOutputs(`good=1\nno sign\n=x\n1a=2\nlong=${'x'.repeat(32_769)}`);
    expect(outputs).toEqual({ good: '1' });
    expect(problems).toHaveLength(4);
    expect(problems[0]).toBe('line 2 of the output file is not of the form key=value');
  });

  it('takes 100 keys', () => {
    const lines = Array.from({ length: 102 }, (_, index) => `k${index}=${index}`);
    const { outputs, problems } = parseOutputs([...lines, 'k0=again'].join('\n'));
    expect([Object.keys(outputs).length, problems.length, outputs.k0]).toEqual([100, 2, 'again']);
  });

  it('gives back whatever was written', () => {
    const value = fc.string({ unit: 'grapheme' }).filter((text) => !/[\r\n]/.test(text));
    const key = fc.stringMatching(/^[A-Za-z][A-Za-z0-9_.-]{0,10}$/);
    fc.assert(
      fc.property(fc.dictionary(key, value, { maxKeys: 20, noNullPrototype: true }), (written) => {
        const text = Object.entries(written).map(([name, content]) => `${name}=${content}`);
        expect(parseOutputs(text.join('\n')).outputs).toEqual(written);
      }),
    );
  });
});
