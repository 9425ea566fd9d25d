import { describe, expect, it } from 'vitest';
import { type BadCase, expectRefusal, head, refusalOf, withTasks, withTop } from '../../test/bad-template.js';

const cases: readonly BadCase[] = [
  {
    what: 'a list instead of a template',
    text: '§- a\n',
    problems: [['expected a mapping (`key: value`), found a list']],
  },
  {
    what: 'text instead of a template',
    text: '§hello\n',
    problems: [['expected a mapping (`key: value`), found the text `hello`']],
  },
  {
    what: 'an empty mapping',
    text: '§§§{}\n',
    problems: [
      ['`template` is missing', 'write `v1`'],
      ['`metadata` is missing'],
      ['`phases` is missing', 'The phases'],
    ],
  },
  {
    what: 'another version of the format',
    text: withTop('').replace('template: v1', 'template: §v2'),
    problems: [['expected `v1`, found the text `v2`']],
  },
  {
    what: 'unknown keys with near names',
    text: withTop('§paramters: {}\n§errorStrategy: continue\n§foo: 1'),
    problems: [
      ['unknown key `paramters`; did you mean `parameters`?'],
      ['unknown key `errorStrategy`; did you mean `error_strategy`?'],
      ['unknown key `foo`', 'known here: budget, defaults, env, error_strategy, gates'],
    ],
  },
  {
    what: 'metadata that is wrong in every way',
    text: withTop('').replace(
      '{ name: demo, version: 1.0.0 }',
      '{ name: §9, version: §1.10, status: §activ, title: §"", owner: §[], checksum: §abc }',
    ),
    problems: [
      ['expected text, found `9`', 'put it in quotes: "9"'],
      ['expected text, found `1.10`', 'put it in quotes: "1.10"'],
      ['expected one of draft, active, deprecated, found the text `activ`; did you mean `active`?'],
      ['expected at least 1 character, found 0'],
      ['expected text, found a list'],
      ['`abc` must be a SHA-256 in hex'],
    ],
  },
  {
    what: 'a version that is not semantic',
    text: withTop('').replace('version: 1.0.0', 'version: §v1.0.0'),
    problems: [['`v1.0.0` must be a semantic version such as 1.0.0']],
  },
  {
    what: 'parameters of unknown or wrongly described types',
    text: withTop(`parameters:
  §Image: { type: string }
  a: { type: §strin }
  §b: { default: 1 }
  c: { type: number, default: §"1", §values: [x] }
  d: { type: boolean, default: §yes }
  §e: { type: enum }
  f: §text`),
    problems: [
      ['the key `Image` must be lower-case letters, digits and underscores'],
      ['expected one of string, number, boolean, enum, path, found the text `strin`; did you mean `string`?'],
      ['`type` is missing', 'write one of string, number, boolean, enum, path'],
      ['expected a number, found the text `1`', 'remove the quotes'],
      ['unknown key `values`', 'known here: default, description, integer, max, min, required, secret, type'],
      ['expected true or false, found the text `yes`', 'write true or false, without quotes'],
      ['`values` is missing', 'The words to choose from'],
      ['expected a mapping (`key: value`), found the text `text`'],
    ],
  },
  {
    what: 'gates that are not gates',
    text: withTop(`gates:
  a: { type: §unit_test, run: [x], report: { format: junit } }
  §b: { type: lint, run: §[] }
  c: { type: lint, run: §5, report: { format: §xml }, criteria: { min_coverage: §120 } }
  d: { type: lint, run: §"", report: §junit, when: §always }
  §"d e": { type: lint }`),
    problems: [
      [/expected one of lint, unit_tests, .* found the text `unit_test`; did you mean `unit_tests`\?/],
      ['`report` is missing', 'Where the result stands'],
      ['expected at least 1 entry, found 0'],
      ['expected a list or text, found `5`'],
      ['expected one of junit, tap, vitest, jest, exit_code, found the text `xml`'],
      ['expected at most 100, found `120`'],
      ['expected at least 1 character, found 0'],
      ['expected a mapping (`key: value`), found the text `junit`'],
      ['expected one of landing, acceptance, found the text `always`'],
      ['the key `d e` must start with a letter'],
    ],
  },
  {
    what: 'budgets and limits out of range',
    text: withTop(`budget: { max_cost_usd: §"2,50", warning_threshold: §80, enforcement: §stop }
max_concurrency: §0
defaults: { timeout_s: §-1, retries: §1.5, priority: §urgent }
policy: { max_files: §many, forbidden: [§"!x"] }`),
    problems: [
      ['`2,50` must be a decimal number such as 2.50'],
      ['expected at most 1, found `80`'],
      ['expected one of warn, halt, found the text `stop`'],
      ['expected at least 1, found `0`'],
      ['expected at least 0, found `-1`'],
      ['expected a whole number, found `1.5`'],
      ['expected one of critical, high, normal, low, found the text `urgent`'],
      ['expected a number or `unlimited` or null, found the text `many`'],
      ['`!x` must not begin with !'],
    ],
  },
  {
    what: 'steps with wrong fields',
    text: withTasks(`          { id: §"a b", run: [echo, §1] },
          §{ run: ls, §depend_on: [x] },
          { id: c, noop: §false, timeout_s: §soon, env: { §A-B: x, PORT: §80 } },
          { id: d, depends_on: [§a b, { task: c, kind: §sft }], scope: §[] },
          { id: e, commit: { §msg: x }, classification: §high, gates: §unit },
          { id: f, prompt: §null },`),
    problems: [
      ['`a b` must start with a letter'],
      ['expected text, found `1`', 'put it in quotes: "1"'],
      ['`id` is missing', 'The id of the task, unique in the whole template'],
      ['unknown key `depend_on`; did you mean `depends_on`?'],
      ['expected `true`, found `false`'],
      ['expected a number, found the text `soon`'],
      ['the key `A-B` must be letters, digits and underscores'],
      ['expected text, found `80`', 'put it in quotes: "80"'],
      ['`a b` must be the id of a task, or workstream:<id>, or phase:<id>'],
      ['expected one of hard, soft, found the text `sft`; did you mean `soft`?'],
      ['expected at least 1 entry, found 0'],
      ['unknown key `msg`'],
      ['expected a mapping (`key: value`), found the text `high`'],
      ['expected a list, found the text `unit`', 'write it as a list: [ … ]'],
      ['expected text, found nothing'],
    ],
  },
  {
    what: 'phases without anything',
    text: `${head}phases: §[]\n`,
    problems: [['expected at least 1 entry, found 0']],
  },
  {
    what: 'a dependency that is no list',
    text: withTasks('          { id: a, noop: true, depends_on: §b },'),
    problems: [['expected a list, found the text `b`', 'write it as a list: [ … ]']],
  },
  {
    what: 'a command that is a mapping',
    text: withTasks('          { id: a, run: §{ bin: ls } },'),
    problems: [['expected a list or text, found a mapping']],
  },
  {
    what: 'truth values in quotes',
    text: withTasks('          { id: a, run: [ls], critical: §"true", parallel: §no },'),
    problems: [
      ['expected true or false, found the text `true`', 'write true or false, without quotes'],
      ['expected true or false, found the text `no`'],
    ],
  },
  {
    what: 'a value that comes from an anchor, at the anchor',
    text: withTop('env: &e { CI: §true }\nsetup: { run: [npm, ci] }').replace(
      'run: [ls]',
      'run: [ls], env: *e',
    ),
    problems: [['expected text, found `true`', 'put it in quotes: "true"']],
  },
  {
    what: 'limits that are too large',
    text: withTop('max_concurrency: §5000\ndefaults: { timeout_s: §1000000, retries: §101 }'),
    problems: [
      ['expected at most 1024, found `5000`'],
      ['expected at most 604800, found `1000000`'],
      ['expected at most 100, found `101`'],
    ],
  },
];

describe('parseTemplate', () => {
  it.each(cases)('refuses $what', (bad) => expectRefusal(bad));

  it('tells the same places in JSON', () => {
    const text =
      '{\n  "template": "v1",\n  "metadata": { "name": §1, §"vers": 2 },\n  "phases": §[]\n}'.replace(
        '"name"',
        '"version": "1.0.0", "name"',
      );
    const problems: BadCase['problems'] = [
      ['expected text, found `1`'],
      ['unknown key `vers`'],
      ['expected at least 1 entry'],
    ];
    expectRefusal({ what: 'JSON', text, problems }, 't.json');
    expect(refusalOf('{ "template": "v1", }', 't.json').message).toContain('a comma before the closing `}`');
  });
});
