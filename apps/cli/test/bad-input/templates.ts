import type { BadCase } from './bad-case.js';

const head = `template: v1
metadata: { name: demo, version: 1.0.0, status: active, owner: shop }
`;

/** A template of these tasks, with these lines above its phases. */
const template = (tasks: string, more = ''): string =>
  `${head}${more}phases:
  - id: build
    workstreams:
      - id: code
        tasks:
${tasks
  .split('\n')
  .map((line) => `          ${line}`)
  .join('\n')}
`;

const one = '- { id: a, run: [ls] }';

interface Wrong {
  readonly name: string;
  readonly text: string | Uint8Array;
  readonly says: RegExp;
  readonly where?: RegExp;
  readonly file?: string;
}

const wrong: readonly Wrong[] = [
  { name: 'an empty template', text: '', says: /empty/ },
  { name: 'a template of blanks', text: '\n  \n', says: /empty/ },
  { name: 'YAML that is none', text: `${head}phases: [`, says: /\]|flow/i, where: /t\.yaml:\d+:\d+/ },
  { name: 'a tab for indentation', text: `${head}phases:\n\t- id: x\n`, says: /tab/i, where: /t\.yaml:4:/ },
  {
    name: 'a key that is there twice',
    text: `${head}template: v1\n`,
    says: /twice|unique|duplicate/i,
    where: /t\.yaml:3:1/,
  },
  { name: 'two documents in one file', text: `${template(one)}---\n${template(one)}`, says: /document/ },
  { name: 'an alias bomb', text: `${bomb()}`, says: /alias/i },
  {
    name: 'JSON with a comma too many',
    file: 't.json',
    text: '{ "template": "v1", }',
    says: /comma|"|\}/,
    where: /t\.json:1:/,
  },
  { name: 'a list instead of a template', text: '- 1\n- 2\n', says: /mapping|object/ },
  { name: 'text in UTF-16', text: Buffer.from('﻿template: v1\n', 'utf16le'), says: /UTF-8/, where: /t\.yaml/ },
  { name: 'a template of 2 MB', text: `# ${'x'.repeat(2_000_000)}\n`, says: /bytes/, where: /t\.yaml/ },
  {
    name: 'a version from the future',
    text: template(one).replace('v1', 'v9'),
    says: /v1/,
    where: /t\.yaml:1:/,
  },
  {
    name: 'a key that no template has',
    text: `${template(one)}gatez: {}\n`,
    says: /gatez.*did you mean `gates`/s,
    where: /:9:1/,
  },
  { name: 'no metadata', text: template(one).replace(/^metadata.*\n/m, ''), says: /metadata/ },
  { name: 'a task without work', text: template('- { id: a }'), says: /run|tool|prompt/, where: /:8:/ },
  {
    name: 'a task with two kinds of work',
    text: template('- { id: a, run: [ls], patch: x.patch }'),
    says: /run.*patch|patch.*run|one of/s,
  },
  {
    name: 'a negative time',
    text: template('- { id: a, run: [ls], timeout_s: -1 }'),
    says: /timeout_s|0|negative/,
    where: /:8:/,
  },
  { name: 'two tasks of one id', text: template(`${one}\n${one}`), says: /`?a`?/, where: /:9:/ },
  {
    name: 'a dependency on nothing',
    text: template('- { id: a, run: [ls], depends_on: [b] }'),
    says: /`b`/,
    where: /:8:/,
  },
  {
    name: 'a cycle',
    text: template('- { id: a, run: [ls], depends_on: [b] }\n- { id: b, run: [ls], depends_on: [a] }'),
    says: /a → b → a|b → a → b/,
  },
  {
    name: 'a tool that nobody knows',
    text: template('- { id: a, tool: claud, prompt: do it }'),
    says: /claud.*did you mean/s,
    where: /:8:/,
  },
  {
    name: 'a gate that is not there',
    text: template('- { id: a, run: [ls], gates: [tests] }'),
    says: /tests/,
    where: /:8:/,
  },
  {
    name: 'a parameter that is not there',
    text: template(
      '- { id: a, run: [echo, "${{ params.nam }}"] }',
      'parameters: { name: { type: string } }\n',
    ),
    says: /nam.*name/s,
    where: /:9:/,
  },
  {
    name: 'a parameter in shell text',
    text: template('- { id: a, run: "echo ${{ params.name }}" }', 'parameters: { name: { type: string } }\n'),
    says: /shell/,
    where: /:9:/,
  },
  {
    name: 'a secret in a title',
    text: template(
      '- { id: a, run: [ls], title: "${{ params.key }}" }',
      'parameters: { key: { type: string, secret: true } }\n',
    ),
    says: /secret/,
    where: /:9:/,
  },
  {
    name: 'a scope that leaves the repository',
    text: template('- { id: a, run: [ls], scope: [../x] }'),
    says: /\.\./,
    where: /:8:/,
  },
  {
    name: 'a pattern that is none',
    text: template(one, 'parameters: { x: { type: string, pattern: "(" } }\n'),
    says: /pattern|regular/i,
    where: /:3:/,
  },
  {
    name: 'a default of another type',
    text: template(one, 'parameters: { x: { type: number, default: many } }\n'),
    says: /many|number/,
    where: /:3:/,
  },
  {
    name: 'a patch file that is not there',
    text: template('- { id: a, patch: fixes/none.patch }'),
    says: /task a .*no such file/,
    where: /t\.yaml:8:/,
  },
  {
    name: 'an expression without an end',
    text: template('- { id: a, run: [echo, "${{ params.x"] }'),
    says: /\}\}|expression/,
    where: /:8:/,
  },
];

function bomb(): string {
  const levels = Array.from({ length: 9 }, (_, at) => {
    const inner = at === 0 ? 'x' : `*l${at - 1}`;
    return `l${at}: &l${at} [${Array.from({ length: 10 }, () => inner).join(', ')}]`;
  });
  return `${levels.join('\n')}\n`;
}

/** Templates that cannot be read, or break a rule: by `run` and `validate` alike. */
export const badTemplates: readonly BadCase[] = [
  ...wrong.map(({ name, text, says, where = /t\.(yaml|json)/, file = 't.yaml' }): BadCase => {
    const code = /UTF-16/.test(name) ? 'bad_argument' : 'bad_template';
    return { name, argv: ['run', file, '--repo', 'repo'], files: { [file]: text }, code, says, where };
  }),
  {
    name: 'a template that is not there',
    argv: ['run', 'no.yaml', '--repo', 'repo'],
    code: 'bad_argument',
    says: /no such file/,
    where: /no\.yaml/,
  },
  {
    name: 'a folder for a template',
    argv: ['validate', 'repo'],
    code: 'bad_argument',
    says: /folder/,
    where: /repo/,
  },
  {
    name: 'several mistakes at once, all of them told',
    argv: ['validate', 't.yaml'],
    files: { 't.yaml': template('- { id: a, run: [ls], retries: many }\n- { id: B!, run: 7 }') },
    code: 'bad_template',
    says: /:8:[\s\S]*:9:[\s\S]*:9:/,
    where: /t\.yaml:8:/,
  },
];

const parameters = `parameters:
  name: { type: string, pattern: '[a-z]+', description: Its name }
  count: { type: number, min: 1, max: 9, integer: true, default: 3 }
  color: { type: enum, values: [red, green], default: red }
  loud: { type: boolean, default: false }
  file: { type: path, default: src }
  key: { type: string, secret: true, pattern: '[0-9]+', default: '1' }
`;

interface WrongParameter {
  readonly name: string;
  readonly given: readonly string[];
  readonly says: RegExp;
  readonly where?: RegExp;
}

const wrongParameters: readonly WrongParameter[] = [
  { name: 'a parameter without a value', given: ['name'], says: /name=value/, where: /--param/ },
  { name: 'a parameter without a name', given: ['=x'], says: /name=value/, where: /--param/ },
  { name: 'a parameter that is given twice', given: ['name=a', 'name=b'], says: /twice/, where: /--param/ },
  {
    name: 'a parameter that no one asked for',
    given: ['name=a', 'colour=red'],
    says: /colour.*did you mean `color`/s,
  },
  { name: 'a parameter that is missing', given: [], says: /missing/, where: /parameter name/ },
  { name: 'a value that does not match', given: ['name=A1'], says: /A1.*\[a-z\]\+/ },
  { name: 'a number that is none', given: ['name=a', 'count=many'], says: /many.*number/ },
  { name: 'a number that is too great', given: ['name=a', 'count=10'], says: /10.*9/ },
  { name: 'a number with a fraction', given: ['name=a', 'count=1.5'], says: /1\.5.*whole/ },
  {
    name: 'a color that is not on the list',
    given: ['name=a', 'color=gren'],
    says: /gren.*did you mean `green`/s,
  },
  { name: 'neither true nor false', given: ['name=a', 'loud=yes'], says: /yes.*true nor false/ },
  { name: 'a path out of the repository', given: ['name=a', 'file=../etc'], says: /\.\.\/etc/ },
  { name: 'an absolute path', given: ['name=a', 'file=/etc'], says: /\/etc/ },
  {
    name: 'a secret that does not match, which is not shown',
    given: ['name=a', 'key=hunter2'],
    says: /^(?!.*hunter2).*\*\*\*/s,
  },
];

/** Parameters that a template does not take. */
export const badParameters: readonly BadCase[] = wrongParameters.map(({ name, given, says, where }) => ({
  name,
  argv: ['run', 't.yaml', '--repo', 'repo', ...given.flatMap((text) => ['--param', text])],
  files: { 't.yaml': template(one, parameters) },
  code: 'bad_parameter',
  says,
  where: where ?? /parameter \w+/,
}));
