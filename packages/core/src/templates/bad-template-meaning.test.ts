import { describe, expect, it } from 'vitest';
import {
  type BadCase,
  expectRefusal,
  head,
  refusalOf,
  withAll,
  withTasks,
  withTop,
} from '../../test/bad-template.js';

const cases: readonly BadCase[] = [
  {
    what: 'steps that do not say what to do, or say it twice',
    text: withTasks(`          §{ id: a },
          { id: b, run: [ls], §tool: codex },
          { id: c, noop: true, §prompt: x },
          { id: d, run: [ls], §args: [x], §model: y },
          { id: e, prompt: x, §args: [y] },
          { id: f, noop: true, §expects_change: true },`),
    problems: [
      ['`a` does not say what to do', 'give exactly one of run, tool, prompt, patch, noop'],
      ['`b` has `run` and `tool`'],
      ['`c` has `noop` and `prompt`'],
      ['`args` is for a tool', 'write what the command needs into `run`'],
      ['`model` is for a tool'],
      ['`args` is for a tool'],
      ['`noop` never changes anything'],
    ],
  },
  {
    what: 'parameter text in shell strings',
    text: withAll(`  - id: p
    workstreams:
      - id: w
        tasks:
          - { id: a, run: "echo §\${{ params.image }}" }
          - id: b
            run: |
              set -e
              echo §\${{ params.image }}`),
    problems: [
      ['parameter text never enters a shell string', 'use $UET_PARAM_NAME in it'],
      ['parameter text never enters a shell string'],
    ],
  },
  {
    what: 'expressions that look up what is not there',
    text: withAll(`  - id: p
    workstreams:
      - id: w
        env: { X: "\${{ §tasks.a.state }}", §UET_PARAM_X: "1" }
        tasks:
          - { id: a, run: ["\${{ §params.imag }}", "\${{ §env.HOME }}", "\${{ params.image§"] }
          - { id: b, prompt: "\${{ §tasks.aa.outputs.x }}", condition: §attempt.number > 1 }
          - id: c
            tool: codex
            title: "\${{ §params.token }}"
            model: "\${{ §run.id }}"
            prompt: >-
              Look at \${{ §tasks.a.outputs.x }}
              and \${{ §tasks.c.state }}, please
            condition: params.image §= 'x'`),
    problems: [
      ['`tasks.a.state` cannot be used here', 'here can be used: params, run, task.id, attempt.number'],
      ['`UET_PARAM_X`: names that begin with UET_ are taken'],
      ['there is no parameter `imag`; did you mean `image`?', 'declare it in `parameters`'],
      ['the environment cannot be used in expressions'],
      ['the expression ends too early'],
      ['there is no task `aa`'],
      ['`attempt.number` cannot be used here'],
      ['the secret parameter `token` would be written into the plan'],
      ['`run.id` cannot be used here', 'here can be used: params'],
      ['`c` does not wait for `a`', 'add `a` to its `depends_on`'],
      ['`c` does not wait for `c`', 'a task knows nothing of its own end'],
      ['`=` is not expected here', 'compare with `==`'],
    ],
  },
  {
    what: 'gates that are not there, or make no sense',
    text: `${head}gates:
  a: { type: lint, run: "lint §\${{ params.x }}", report: { format: exit_code, §path: x }, criteria: { §max_failures: 1, §required_tests: [y] } }
  b: { type: custom, run: [x, "\${{ §tasks.t.state }}"], report: { format: tap, path: §../x }, criteria: { §min_coverage: 5 } }
  c: { type: custom, run: [x], report: { format: tap }, coverage: { format: lcov, path: §/x } }
phases:
  - { id: p, acceptance: [§aa], workstreams: [{ id: w, tasks: [{ id: t, noop: true, gates: [a, §d] }] }] }
`,
    problems: [
      ['parameter text never enters a shell string'],
      ['`path` means nothing with `exit_code`'],
      ['`max_failures` means nothing with `exit_code`'],
      ['`required_tests` means nothing with `exit_code`'],
      ['`tasks.t.state` cannot be used here'],
      ['`../x` leaves the repository by `..`'],
      ['`min_coverage` needs a coverage report', 'add `coverage: { format, path }` to the gate'],
      ['`/x` is absolute; paths are relative to the repository'],
      ['there is no gate `aa`; did you mean `a`?', 'gates: a, b, c'],
      ['there is no gate `d`'],
    ],
  },
  {
    what: 'gates where there are none',
    text: withTasks('          { id: a, noop: true, gates: [§unit] },'),
    problems: [['there is no gate `unit`', 'the template has no gates']],
  },
  {
    what: 'parameters that contradict themselves',
    text: withTop(`parameters:
  a: { type: string, pattern: §'[a-z' }
  b: { type: string, pattern: '[a-z]+', default: §ABC }
  c: { type: number, min: §5, max: 3 }
  d: { type: number, default: §1.5, integer: true }
  e: { type: number, default: §9, max: 8 }
  f: { type: enum, values: [x, y, §x], default: §z }
  g: { type: path, default: §../x }
  h: { type: path, pattern: 'src/.*', default: §lib/x }
  i: { type: string, pattern: §'a)|(b' }`),
    problems: [
      ['the pattern is not a regular expression', 'Invalid regular expression'],
      ['the default `ABC` does not match the pattern [a-z]+'],
      ['no number is at least 5 and at most 3'],
      ['the default `1.5` is not a whole number'],
      ['the default `9` is greater than 8'],
      ['`x` is listed twice'],
      ['the default `z` is not one of x, y, x'],
      ['the default `../x` leaves the repository by `..`'],
      ['the default `lib/x` does not match the pattern src/.*'],
      ['the pattern is not a regular expression'],
    ],
  },
  {
    what: 'scopes and folders that leave the repository',
    text: `${head}setup: { run: [npm, ci], inputs: [§/etc/passwd], keep: [§"a\\\\b"] }
phases:
  - id: p
    workstreams:
      - { id: w, scope: [§"../**", §"C:/x"], tasks: [
          { id: a, run: [ls], cwd: §../.., scope: [§"!src/**", §"a/../../b"] },
          { id: b, run: [ls], cwd: §" " },
        ] }
`,
    problems: [
      ['`/etc/passwd` is absolute'],
      ['`a\\b` has a backslash; write `/` between the parts'],
      ['`../**` leaves the repository by `..`'],
      ['`C:/x` is absolute'],
      ['`../..` leaves the repository by `..`'],
      ['`!src/**` is negated'],
      ['`a/../../b` leaves the repository by `..`'],
      ['` ` is empty'],
    ],
  },
  {
    what: 'rules of routing for what is not there',
    text: withTop(`routing:
  rules:
    - { when: { workstream: §ww, phase: p }, use: [codex] }
    - { when: { workstream: w, phase: §pp }, use: [§codx, claude] }`),
    problems: [
      ['there is no workstream `ww`'],
      ['there is no phase `pp`'],
      ['there is no tool `codx`; did you mean `codex`?', 'tools: claude, codex'],
    ],
  },
  {
    what: 'a tool that is not known',
    text: withTasks('          { id: a, tool: §clade, prompt: x },'),
    problems: [['there is no tool `clade`; did you mean `claude`?']],
  },
  {
    what: 'an unknown function, and text in the wrong quotes',
    text: withTasks(`          { id: a, noop: true, condition: "§contain(run.id, 'x')" },
          { id: b, noop: true, condition: 'run.id == §"x"' },`),
    problems: [
      [
        'there is no function `contain`; did you mean `contains`?',
        'functions: contains, startsWith, endsWith',
      ],
      ['`"` is not expected here', "put text in single quotes: 'text'"],
    ],
  },
  {
    what: 'secrets in what is written into the plan',
    text: withAll(`  - id: p
    workstreams:
      - { id: w, scope: ["\${{ §params.token }}/**"], tasks: [
          { id: a, patch: "\${{ §params.token }}.patch" },
          { id: b, run: [ls], scope: ["x/\${{ §params.token }}"] },
        ] }`),
    problems: [
      [
        'the secret parameter `token` would be written into the plan',
        'use secrets in run, args, prompt or env only',
      ],
      ['the secret parameter `token`'],
      ['the secret parameter `token`'],
    ],
  },
  {
    what: 'environment variables and setup that ask for what is not known yet',
    text: withTop(`env: { A: "\${{ §task.id }}", §UET_A: x }
setup: { run: [npm, "\${{ §attempt.number }}"] }`),
    problems: [
      ['`task.id` cannot be used here', 'here can be used: params, run'],
      ['`UET_A`: names that begin with UET_ are taken', 'choose another name'],
      ['`attempt.number` cannot be used here'],
    ],
  },
  {
    what: 'a shell string in the setup',
    text: withTop('setup: { run: "npm ci §${{ params.x }}" }'),
    problems: [['parameter text never enters a shell string']],
  },
  {
    what: 'what a later task leaves behind',
    text: withTasks(`          { id: a, prompt: "\${{ §tasks.b.outputs.x }}" },
          { id: b, run: [ls], depends_on: [a] },`),
    problems: [['`a` does not wait for `b`', 'add `b` to its `depends_on`']],
  },
];

describe('parseTemplate', () => {
  it.each(cases)('refuses $what', (bad) => expectRefusal(bad));

  it('shows the line, and a caret below the place', () => {
    expect(refusalOf(withTasks('          { id: a, tool: clade },')).message).toBe(
      [
        't.yaml:7:26  there is no tool `clade`; did you mean `claude`?',
        '              { id: a, tool: clade },',
        '                             ^',
        '    hint: tools: claude, codex',
      ].join('\n'),
    );
  });
});
