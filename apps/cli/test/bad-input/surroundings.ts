import { join } from 'node:path';
import type { BadCase, Place } from './bad-case.js';

const catalog = ({ folder }: Place): Record<string, string> => ({ UET_TOOLS: join(folder, 'tools.yaml') });
const list = ['runs', 'list'] as const;
const home =
  (name: string) =>
  ({ folder }: Place): Record<string, string> => ({ UET_HOME: join(folder, name) });
const url = (text: string) => (): Record<string, string> => ({ DATABASE_URL: text });

/** Catalogues, state folders and databases that cannot be used. */
export const badSurroundings: readonly BadCase[] = [
  {
    name: 'a catalogue that is not there',
    argv: ['tools', 'list'],
    env: catalog,
    code: 'bad_catalog',
    says: /cannot be read/,
    where: /tools\.yaml/,
  },
  {
    name: 'a catalogue that is no YAML',
    argv: ['tools', 'list'],
    files: { 'tools.yaml': 'tools: [' },
    env: catalog,
    code: 'bad_catalog',
    says: /\]|flow/,
    where: /tools\.yaml:1/,
  },
  {
    name: 'a catalogue with a key that none has',
    argv: ['tools', 'list'],
    files: { 'tools.yaml': 'tool_catalog: v1\ntoolz: {}\n' },
    env: catalog,
    code: 'bad_catalog',
    says: /toolz/,
    where: /tools\.yaml:2:1/,
  },
  {
    name: 'a state folder that is a file',
    argv: list,
    files: { file: '' },
    env: home('file'),
    code: 'bad_config',
    says: /state folder/,
    where: /file/,
  },
  {
    name: 'a state folder below a file',
    argv: list,
    files: { file: '' },
    env: home('file/home'),
    code: 'bad_config',
    says: /state folder/,
    where: /file\/home/,
  },
  {
    name: 'a state folder that takes no folder',
    argv: list,
    env: () => ({ UET_HOME: '/proc/uet' }),
    code: 'bad_config',
    says: /state folder/,
    where: /\/proc\/uet/,
  },
  {
    name: 'a state folder without a name',
    argv: list,
    env: () => ({ UET_HOME: '' }),
    code: 'bad_config',
    says: /UET_HOME/,
    where: /UET_HOME/,
  },
  {
    name: 'a database of another kind',
    argv: list,
    env: url('mysql://localhost/uet'),
    code: 'bad_config',
    says: /postgres/,
    where: /DATABASE_URL/,
  },
  {
    name: 'a database address that is none',
    argv: list,
    env: url('postgresql://user:pass word@[/uet'),
    code: 'bad_config',
    says: /DATABASE_URL/,
    where: /DATABASE_URL/,
  },
  {
    name: 'a database that does not answer',
    argv: list,
    env: url('postgresql://uet:hunter2@127.0.0.1:1/uet'),
    code: 'database_unavailable',
    exitCode: 5,
    says: /^(?!.*hunter2).*ECONNREFUSED/s,
    where: /127\.0\.0\.1:1/,
  },
];

const wrongLine = (
  name: string,
  argv: readonly string[],
  says: RegExp,
  where: RegExp,
  code: BadCase['code'] = 'bad_argument',
): BadCase => ({ name, argv, says, where, code });
const nobody = '01K2Z8ABCDEFGHJKMNPQRSTVWX';

/** Command lines that mean nothing. */
export const badArguments: readonly BadCase[] = [
  wrongLine('a command that is not there', ['rum', 't.yaml'], /unknown command 'rum'/, /^uet /),
  wrongLine('a command of a group that is not there', ['runs', 'lst'], /unknown command 'lst'/, /uet runs/),
  wrongLine('an option that is not there', ['runs', 'list', '--stat', 'failed'], /--stat/, /uet runs list/),
  wrongLine('an argument that is missing', ['run'], /missing required argument 'template'/, /uet run/),
  wrongLine('an argument too many', ['validate', 'a', 'b'], /too many arguments/, /uet validate/),
  wrongLine('a landing without a target', ['land', 'p.patch'], /--target/, /uet land/),
  wrongLine('an empty argument', ['runs', 'show', ''], /empty/, /uet runs show/),
  wrongLine('no runs at all', ['runs', 'list', '--limit', '0'], /--limit 0/, /--limit/),
  wrongLine(
    'a state that no run has',
    ['runs', 'list', '--state', 'faild'],
    /faild.*did you mean `failed`/s,
    /--state/,
  ),
  wrongLine('a state that no patch has', ['patches', 'list', '--state', 'landed'], /landed/, /--state/),
  wrongLine('costs by nothing', ['costs', '--by', 'modell'], /modell.*did you mean `model`/s, /--by/),
  wrongLine('a cursor that is none', ['events', '--after', 'yesterday'], /yesterday/, /--after/),
  wrongLine(
    'a cursor out of all bounds',
    ['events', '--after', '99999999999999999999-1'],
    /cursor/,
    /--after/,
  ),
  wrongLine(
    'a number of tasks that is none',
    ['run', 't.yaml', '--concurrency', 'all'],
    /all/,
    /--concurrency/,
  ),
  wrongLine('an id that is none', ['runs', 'show', 'latest'], /"latest" is no id/, /latest/),
  wrongLine('an id that is too short', ['runs', 'show', '01K'], /"01K" is no id/, /01K/),
  wrongLine('a run that is not there', ['runs', 'show', nobody], /no run/, /01K2Z8/, 'not_found'),
  wrongLine(
    'a run that is not there, by its first letters',
    ['runs', 'cancel', '01k2z8'],
    /no run/,
    /01k2z8/,
    'not_found',
  ),
  wrongLine(
    'events of a run that is not there',
    ['events', '--run', nobody],
    /no run/,
    /01K2Z8/,
    'not_found',
  ),
  wrongLine('a retry of a run that is not there', ['runs', 'retry', nobody], /no run/, /01K2Z8/, 'not_found'),
  wrongLine('a patch that is not there', ['patches', 'drop', nobody], /no patch/, /01K2Z8/, 'not_found'),
  wrongLine(
    'a patch to release that is not there',
    ['patches', 'release', nobody],
    /no patch/,
    /01K2Z8/,
    'not_found',
  ),
  wrongLine('a gate that is not there', ['gates', 'show', nobody], /no gate/, /01K2Z8/, 'not_found'),
  wrongLine('nothing to go on with', ['resume'], /no run was interrupted/, /resume|run/, 'not_found'),
  wrongLine(
    'a schema that is not there',
    ['schemas', 'print', 'tempalte'],
    /did you mean `template`/,
    /tempalte/,
  ),
  {
    ...wrongLine(
      'a document that breaks its schema',
      ['schemas', 'check', 'patch_policy', 'p.yaml'],
      /max_file/,
      /p\.yaml:1:1/,
      'bad_document',
    ),
    files: { 'p.yaml': 'max_file: 1\n' },
  },
];
