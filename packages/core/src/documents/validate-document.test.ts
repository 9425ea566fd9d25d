import { docMetadata, template, templateParameter } from '@uet/schemas';
import { describe, expect, it } from 'vitest';
import {
  type DocumentSchema,
  formatProblems,
  loadDocument,
  problemsError,
  readDocument,
  type SchemaIssue,
  validateDocument,
} from './index.js';

/** A schema that finds the given issues in everything. */
const complaining = (issues: readonly SchemaIssue[]): DocumentSchema<never> & { def: object } => ({
  def: { type: 'object', shape: {} },
  safeParse: () => ({ success: false, error: { issues } }),
});

const messagesOf = (text: string, schema: DocumentSchema<unknown>): string[] => {
  const result = validateDocument(readDocument(text, { file: 'd.yaml' }), schema);
  return result.ok ? [] : result.problems.map(({ where, message }) => `${where} ${message}`);
};

describe('validateDocument', () => {
  it('gives the value of a document that is right', () => {
    const document = readDocument('{ name: demo, version: 1.0.0 }', { file: 'd.yaml' });
    expect(validateDocument(document, docMetadata)).toEqual({
      ok: true,
      value: { name: 'demo', version: '1.0.0' },
    });
  });

  it('sorts problems by their place', () => {
    expect(messagesOf('x: 1\nname: 2\ny: 3\nversion: 1.0.0\n', docMetadata)).toEqual([
      'd.yaml:1:1 unknown key `x`',
      'd.yaml:2:7 expected text, found `2`',
      'd.yaml:3:1 unknown key `y`',
    ]);
  });

  it('tells of a union the branch that was meant', () => {
    expect(messagesOf('{ type: number, min: a, pattern: x }', templateParameter)).toEqual([
      'd.yaml:1:22 expected a number, found the text `a`',
      'd.yaml:1:25 unknown key `pattern`',
    ]);
    expect(messagesOf('{ type: text }', templateParameter)).toEqual([
      'd.yaml:1:9 expected one of string, number, boolean, enum, path, found the text `text`',
    ]);
  });

  it('chooses among several possible branches the one that complains the least', () => {
    const unknown = (keys: string[]): SchemaIssue => ({
      code: 'unrecognized_keys',
      path: [],
      message: '',
      keys,
    });
    const union = {
      code: 'invalid_union',
      path: ['a'],
      message: '',
      errors: [[unknown(['b', 'c']), unknown(['d'])], [unknown(['c'])]],
    };
    expect(messagesOf('a: { b: 1, c: 2, d: 3 }', complaining([union]))).toEqual([
      'd.yaml:1:12 unknown key `c`',
    ]);
  });

  it('says that one word is expected where there is only one', () => {
    const issue = { code: 'invalid_value', path: ['a'], message: '', values: [true] };
    expect(messagesOf('a: 5', complaining([issue]))).toEqual(['d.yaml:1:4 expected `true`, found `5`']);
  });

  it('has words for every kind of limit', () => {
    const limit = (code: string, path: string, rest: object): SchemaIssue => ({
      code,
      path: [path],
      message: '',
      ...rest,
    });
    const issues = [
      limit('too_big', 'n', { maximum: 3 }),
      limit('too_big', 'n', { maximum: 3, inclusive: false }),
      limit('too_small', 'n', { minimum: 9, inclusive: false }),
      limit('too_big', 't', { maximum: 2 }),
      limit('too_big', 'l', { maximum: 1 }),
      limit('too_small', 'm', { minimum: 2 }),
      limit('too_small', 'z', { minimum: 2 }),
    ];
    expect(messagesOf('n: 5.0\nt: abc\nl: [1, 2]\nm: { a: 1 }\nz:\n', complaining(issues))).toEqual([
      'd.yaml:1:4 expected at most 3, found `5.0`',
      'd.yaml:1:4 expected less than 3, found `5.0`',
      'd.yaml:1:4 expected more than 9, found `5.0`',
      'd.yaml:2:4 expected at most 2 characters, found 3',
      'd.yaml:3:4 expected at most 1 entry, found 2',
      'd.yaml:4:4 expected at least 2 entries, found 1',
      'd.yaml:5:3 expected at least 2, found nothing',
    ]);
  });

  it('passes on the words of issues that it does not know', () => {
    const issues: SchemaIssue[] = [
      { code: 'custom', path: ['a'], message: 'must be even' },
      { code: 'custom', path: ['b'], message: 'must be even' },
      { code: 'not_multiple_of', path: ['b'], message: 'Invalid number: must be a multiple of 2' },
      { path: [Symbol('x')], message: 'strange' },
      { code: 'invalid_key', path: ['a'], message: 'not a key' },
    ];
    expect(messagesOf('a: odd\nb: 3\n', complaining(issues))).toEqual([
      'd.yaml:1:1 strange',
      'd.yaml:1:1 the key `a` not a key',
      'd.yaml:1:4 `odd` must be even',
      'd.yaml:2:4 must be even',
      'd.yaml:2:4 Invalid number: must be a multiple of 2',
    ]);
  });

  it('survives issues that lack what they should have', () => {
    const bare = (code: string): SchemaIssue => ({ code, path: ['a'], message: '' });
    const codes = ['invalid_type', 'invalid_value', 'unrecognized_keys', 'invalid_union'];
    expect(messagesOf('a: x', complaining(codes.map(bare)))).toEqual([
      'd.yaml:1:4 expected , found the text `x`',
      'd.yaml:1:4 expected one of , found the text `x`',
    ]);
  });

  it('says what was found in the place of text', () => {
    expect(messagesOf('{ name: {}, version: 1.0.0, title: , owner: [x] }', docMetadata)).toEqual([
      'd.yaml:1:9 expected text, found a mapping',
      'd.yaml:1:36 expected text, found nothing',
      'd.yaml:1:45 expected text, found a list',
    ]);
  });

  it('shortens long text and long lines', () => {
    const [message = ''] = messagesOf(`{ name: demo, version: "${'x'.repeat(500)}" }`, docMetadata);
    expect(message).toContain(`\`${'x'.repeat(57)}...\` must be a semantic version`);
    const result = validateDocument(
      readDocument(`{ ${' '.repeat(300)}name: 1, version: 1.0.0 }`, { file: 'd' }),
      docMetadata,
    );
    if (result.ok) throw new Error('a number was taken for a name');
    const [problem] = result.problems;
    expect(problem?.text.length).toBeLessThanOrEqual(100);
    expect(problem?.text.charAt(problem.caret ?? -1)).toBe('1');
  });

  it('shows a hundred problems, and counts the others', () => {
    const keys = Array.from({ length: 150 }, (_, index) => `k${index}: 1`).join('\n');
    const result = validateDocument(readDocument(keys, { file: 'd.yaml' }), docMetadata);
    if (result.ok) throw new Error('unknown keys were accepted');
    expect(result.problems).toHaveLength(101);
    expect(result.problems.at(-1)).toMatchObject({ where: 'd.yaml', message: '52 more like these' });
    expect(formatProblems(result.problems.slice(-1))).toBe('d.yaml  52 more like these');
  });
});

describe('problemsError', () => {
  it('names the place of the first problem, where there is one', () => {
    const problem = { code: 'bad_patch' as const, where: 'x:1:1', message: 'm', text: '' };
    expect(problemsError('bad_patch', [problem])).toMatchObject({ where: 'x:1:1', message: 'x:1:1  m' });
    expect(problemsError('bad_patch', [])).toMatchObject({ where: undefined, problems: [] });
  });
});

describe('loadDocument', () => {
  it('gives value and places', () => {
    const { value, document } = loadDocument('name: demo\nversion: 1.0.0\n', docMetadata, { file: 'd.yaml' });
    expect(value.name).toBe('demo');
    expect(document.locate(['version'])).toEqual({ line: 2, column: 10 });
  });

  it('throws one error that tells every problem, with the code it was given', () => {
    expect(() => loadDocument('a: 1', template, { file: 'd.yaml', code: 'bad_template' })).toThrowError(
      expect.objectContaining({
        code: 'bad_template',
        where: 'd.yaml:1:1',
        problems: expect.objectContaining({ length: 4 }),
      }),
    );
    expect(() => loadDocument('a: 1', docMetadata, { file: 'd.yaml' })).toThrowError(
      expect.objectContaining({ code: 'bad_document' }),
    );
  });
});
