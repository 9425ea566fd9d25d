import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { UetError } from '../errors/index.js';
import { readDocument } from './index.js';

const read = (text: string, file = 'doc.yaml', maxBytes?: number) =>
  readDocument(text, maxBytes === undefined ? { file } : { file, maxBytes });

/** The error of a text that cannot be read. */
function faultOf(text: string, file?: string, maxBytes?: number): UetError {
  try {
    read(text, file, maxBytes);
  } catch (error) {
    if (error instanceof UetError) return error;
    throw error;
  }
  throw new Error('the document was read');
}

type BadCase = readonly [what: string, text: string, where: string, message: string];

const badYaml: readonly BadCase[] = [
  ['an empty file', '', '1:1', 'the document is empty'],
  ['a file of comments', '# nothing\n\n', '1:1', 'the document is empty'],
  ['a duplicate key', 'a: 1\nb: 2\na: 3\n', '3:1', 'the key `a` comes twice'],
  ['a second document', 'a: 1\n---\nb: 2\n', '2:1', 'a second document begins here'],
  ['a tab as indentation', 'a:\n\t- b\n', '2:1', 'a tab is used as indentation'],
  ['a tag of its own', 'a: !secret x\n', '1:4', 'this tag is not supported'],
  ['a binary tag', 'a: !!binary aGVsbG8=\n', '1:4', 'this tag is not supported'],
  ['a JavaScript tag', 'a: !!js/function "x"\n', '1:4', 'this tag is not supported'],
  ['a merge key', 'a: &a { x: 1 }\nb:\n  <<: *a\n', '3:3', 'merge keys (`<<`) are not supported'],
  ['an unknown alias', 'a: *nowhere\n', '1:4', 'no anchor `&nowhere` stands before this alias'],
  [
    'an alias inside of its anchor',
    'a: &x\n  - *x\n',
    '2:5',
    'the alias `*x` stands inside of its own anchor',
  ],
  ['a mapping as key', '{a: b}: c\n', '1:1', 'a list or mapping is used as a key'],
  ['an alias as key', 'a: &x k\n*x : 1\n', '2:1', 'a list or mapping is used as a key'],
  ['an unquoted expression in a list', 'run: [echo, ${{ params.x }}]\n', '1:14', 'missing , or :'],
  ['a second colon', 'a: b: c\n', '1:4', 'the line is not a `key: value` of its surroundings'],
  ['a reserved character', 'a: @x\n', '1:4', 'plain text cannot begin with this character'],
  ['an open quote', 'a: 1\nb: "x\nc: 3\n', '2:4', 'the quote that opens here is not closed'],
  ['an open list', 'a: [1,\nb: 2\n', '2:1', 'flow sequence in block collection'],
  ['a key named __proto__', '"__proto__": { x: 1 }\n', '1:1', 'the key `__proto__` is not allowed'],
  ['a NUL in text', 'a: "x\\0y"\n', '1:4', 'the text has a NUL character'],
  ['a NUL in a key', '"a\\0": 1\n', '1:1', 'the text has a NUL character'],
  ['half of a surrogate pair', 'a: "\\ud800"\n', '1:4', 'half of a surrogate pair'],
  [
    'deep nesting that the parser can take',
    `${'[ '.repeat(150)}${']'.repeat(150)}`,
    '1:201',
    'more than 100 levels',
  ],
  ['deep nesting that it cannot take', '['.repeat(20_000), '1:', 'more than 100 levels'],
  ['deep nesting in blocks', '- '.repeat(20_000), '1:', 'more than 100 levels'],
];

const badJson: readonly BadCase[] = [
  ['an empty file', '', '1:1', 'the document ends too early'],
  ['white space', ' \n ', '2:2', 'the document ends too early'],
  ['a comment', '{\n  // x\n}', '2:3', 'JSON has no comments'],
  ['a YAML comment', '# x\n{}', '1:1', 'JSON has no comments'],
  ['a comma before the end of a mapping', '{ "a": 1, }', '1:11', 'a comma before the closing `}`'],
  ['a comma before the end of a list', '[1,]', '1:4', 'a comma before the closing `]`'],
  ['a missing comma', '{ "a": 1 "b": 2 }', '1:10', '`"` is not expected here'],
  ['a missing colon', '{ "a" 1 }', '1:7', '`1` is not expected here'],
  ['a missing value', '{ "a": }', '1:8', '`}` is not expected here'],
  ['a plain key', '{ a: 1 }', '1:3', '`a` is not expected here'],
  ['plain text', '{ "a": yes }', '1:8', '`yes` is not a JSON value'],
  ['text in single quotes', "['a']", '1:2', "`'a'` is not a JSON value"],
  ['a number with a leading zero', '[01]', '1:2', '`01` is not a JSON value'],
  ['not a number', '[NaN]', '1:2', '`NaN` is not a JSON value'],
  ['open text', '{ "a": "x\n}', '1:8', 'the text that begins here is not closed'],
  ['a control character', '["a\tb"]', '1:4', 'a control character stands in the text'],
  ['an unknown escape', '["\\q"]', '1:3', 'this escape is not one of JSON'],
  ['an open list', '{\n  "a": [1,\n', '3:1', 'the document ends too early'],
  ['an open mapping', '{ "a": 1', '1:1', 'the bracket that opens here is not closed'],
  ['a key without end', '{ "a": 1,', '1:10', 'the document ends too early'],
  ['something behind the end', '{} x', '1:4', '`x` is not expected here'],
  ['a duplicate key', '{ "a": 1,\n  "a": 2 }', '2:3', 'the key `a` comes twice'],
  ['a key named __proto__', '{ "__proto__": {} }', '1:3', 'the key `__proto__` is not allowed'],
  ['half of a surrogate pair', '["\\ud800"]', '1:2', 'half of a surrogate pair'],
  ['deep nesting', '['.repeat(100_000), '1:101', 'more than 100 levels'],
];

describe('readDocument', () => {
  it.each(badYaml)('refuses in YAML %s', (_, text, where, message) => {
    const error = faultOf(text);
    expect(error.code).toBe('bad_document');
    expect(error.problems[0]?.where).toContain(`doc.yaml:${where}`);
    expect(error.problems[0]?.message).toContain(message);
  });

  it.each(badJson)('refuses in JSON %s', (_, text, where, message) => {
    const error = faultOf(text, 'doc.JSON');
    expect(error.problems[0]?.where).toBe(`doc.JSON:${where}`);
    expect(error.problems[0]?.message).toContain(message);
  });

  it('tells several syntax errors at once, one a line, and five at most', () => {
    expect(faultOf('a: @x\nb: `y`\nc: %z @\n').problems.map(({ where }) => where)).toEqual([
      'doc.yaml:1:4',
      'doc.yaml:2:4',
      'doc.yaml:3:4',
    ]);
    expect(faultOf('a: @x\n'.repeat(20)).problems).toHaveLength(5);
  });

  it('refuses alias bombs before they go off, and tells them once', () => {
    const lines = ['a0: &a0 [x, x, x, x, x, x, x, x, x, x]'];
    for (let level = 1; level < 12; level++) {
      lines.push(
        `a${level}: &a${level} [${Array(10)
          .fill(`*a${level - 1}`)
          .join(', ')}]`,
      );
    }
    const error = faultOf(lines.join('\n'));
    expect(error.message).toContain('more than 1000000 values');
    expect(error.problems).toHaveLength(1);
  });

  it('allows an anchor to be used often, and to be named again', () => {
    const uses = Array(500).fill('*e').join(', ');
    expect(read(`e: &e { CI: yes }\nall: [${uses}]\n`).value).toMatchObject({ e: { CI: 'yes' } });
    expect(read('a: &x 1\nb: *x\nc: &x 2\nd: *x\n').value).toEqual({ a: 1, b: 1, c: 2, d: 2 });
    expect(read('&k a: 1\nb: *k\n').value).toEqual({ a: 1, b: 'a' });
  });

  it('refuses what is larger than the limit, by bytes and not by characters', () => {
    const hint = 'split it, or raise the limit';
    expect(faultOf('a: ä\n', 'doc.yaml', 5).problems).toMatchObject([
      { where: 'doc.yaml', message: 'the document has 6 bytes; at most 5 are read', hint },
    ]);
    expect(read('a: ä\n', 'doc.yaml', 6).value).toEqual({ a: 'ä' });
    expect(faultOf(`a: ${'x'.repeat(1_048_576)}`).message).toContain('at most 1048576 are read');
  });

  it('carries the code that it was asked to carry', () => {
    expect(() => readDocument('', { file: 'x', code: 'bad_catalog' })).toThrowError(
      expect.objectContaining({ code: 'bad_catalog', where: 'x:1:1' }),
    );
  });

  it('reads YAML 1.2: no is text, octals are marked, keys are text', () => {
    const value = read('a: no\nb: 0o14\nc: 010\n1: x\n? d\ne:\n{f}: 1\n'.replace('{f}: 1\n', '')).value;
    expect(value).toEqual({ a: 'no', b: 12, c: 10, '1': 'x', d: null, e: null });
    expect(read('{ f, g: }').value).toEqual({ f: null, g: null });
    expect(read('"<<": 1').value).toEqual({ '<<': 1 });
    expect(read('a: !!str 1').value).toEqual({ a: '1' });
  });

  it('reads a byte order mark, Windows line ends, and tabs between tokens', () => {
    const document = read('\uFEFFa: 1\r\nb:\r\n  - x\r\n');
    expect(document.value).toEqual({ a: 1, b: ['x'] });
    expect(document.locate(['a'], 'key')).toEqual({ line: 1, column: 1 });
    expect(document.locate(['b', 0])).toEqual({ line: 3, column: 5 });
    expect(document.excerpt(1)).toBe('a: 1');
    expect(read('{\n\t"a":\t[1]\n}').value).toEqual({ a: [1] });
  });

  it('reads any JSON exactly as JSON.parse does, in both notations', () => {
    fc.assert(
      fc.property(
        fc.jsonValue({ maxDepth: 5, noUnicodeString: false }),
        fc.constantFrom(0, 2),
        (value, indent) => {
          const text = JSON.stringify(value, null, indent);
          fc.pre(!/\\u0000|\\ud[89a-f]|__proto__/.test(text));
          expect(read(text, 'doc.json').value).toEqual(JSON.parse(text));
          expect(read(text, 'doc.yaml').value).toEqual(JSON.parse(text));
        },
      ),
    );
  });

  it('reads every escape of JSON, and control characters that it allows', () => {
    const text = '["\\"\\\\\\/\\b\\f\\n\\r\\t\\u00e4", "\u007f\u0085", -1.5e+3, true, false, null, {}, []]';
    expect(read(text, 'doc.json').value).toEqual(JSON.parse(text));
  });

  it('never throws anything but a UetError', () => {
    const pieces = fc.constantFrom(
      'a',
      ': ',
      '- ',
      '\n',
      '  ',
      '[',
      ']',
      '{',
      '}',
      '"',
      "'",
      '&x',
      '*x',
      '!t',
      '|',
      '>',
      '#',
      ',',
      '${{',
      '\t',
      '? ',
      '---\n',
      '%Y',
    );
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 30 }), fc.constantFrom('d.yaml', 'd.json'), (parts, file) => {
        try {
          read(parts.join(''), file);
        } catch (error) {
          expect(error).toBeInstanceOf(UetError);
        }
      }),
      { numRuns: 2000 },
    );
  });
});

describe('Document', () => {
  const text = [
    'name: "demo"',
    'list:',
    '  - one',
    '  - { key: value }',
    'folded: >-',
    '  some text',
    '  ${{ params.x }} and',
    '',
    '  more',
    "single: 'it''s ${{ a }}'",
    'double: "tab\\tand \\"quote\\" ${{ b }}"',
    'literal: |',
    '    if true',
    '      then ${{ c }}',
    'strange: "\\u00e9 ${{ d }}"',
    'version: 1.10',
  ].join('\n');
  const document = read(text);
  const characterOf = (key: string, part: string) => {
    const value = String((document.value as Record<string, unknown>)[key]);
    return document.lines.positionAt(document.offsetOf([key], 'value', value.indexOf(part)));
  };

  it('locates values and keys', () => {
    expect(document.locate([])).toEqual({ line: 1, column: 1 });
    expect(document.locate(['name'])).toEqual({ line: 1, column: 7 });
    expect(document.locate(['list', 1, 'key'])).toEqual({ line: 4, column: 12 });
    expect(document.locate(['list', 1, 'key'], 'key')).toEqual({ line: 4, column: 7 });
    expect(document.locate(['list', 0], 'key')).toEqual({ line: 3, column: 5 });
  });

  it('locates what is missing at the key of what should hold it', () => {
    expect(document.locate(['list', 1, 'other'])).toEqual({ line: 4, column: 5 });
    expect(document.locate(['list', 'x'])).toEqual({ line: 2, column: 1 });
    expect(document.locate(['name', 'x'])).toEqual({ line: 1, column: 1 });
  });

  it('locates characters in text, however it is written', () => {
    expect(characterOf('folded', '${{')).toEqual({ line: 7, column: 3 });
    expect(characterOf('folded', 'more')).toEqual({ line: 9, column: 3 });
    expect(characterOf('folded', ' and')).toEqual({ line: 7, column: 18 });
    expect(characterOf('single', '${{')).toEqual({ line: 10, column: 16 });
    expect(characterOf('double', '${{')).toEqual({ line: 11, column: 29 });
    expect(characterOf('literal', '${{')).toEqual({ line: 14, column: 12 });
    expect(characterOf('name', 'mo')).toEqual({ line: 1, column: 10 });
  });

  it('falls back to the start of the text where an escape stands in the way', () => {
    expect(characterOf('strange', '${{')).toEqual({ line: 15, column: 10 });
    expect(document.lines.positionAt(document.offsetOf(['version'], 'value', 3))).toEqual({
      line: 16,
      column: 10,
    });
    expect(document.lines.positionAt(document.offsetOf(['list'], 'value', 1))).toEqual({
      line: 3,
      column: 3,
    });
  });

  it('says what is written, and gives lines', () => {
    expect(document.written(['version'])).toBe('1.10');
    expect(document.written(['name'])).toBe('"demo"');
    expect(document.excerpt(3)).toBe('  - one');
    expect(document.excerpt(0)).toBe('');
    expect(document.excerpt(99)).toBe('');
    expect(document.lines.positionAt(99_999)).toEqual({ line: 16, column: 14 });
  });
});
