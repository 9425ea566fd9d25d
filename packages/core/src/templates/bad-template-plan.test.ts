import { describe, expect, it } from 'vitest';
import { type BadCase, expectRefusal, head, withTasks } from '../../test/bad-template.js';
import { parseTemplate } from './index.js';

const cases: readonly BadCase[] = [
  {
    what: 'no tasks at all',
    text: `${head}§phases:\n  - { id: p, workstreams: [{ id: w, tasks: [] }] }\n`,
    problems: [['the template has no tasks']],
  },
  {
    what: 'ids that are taken',
    text: `${head}phases:
  - { id: p, workstreams: [{ id: w, tasks: [{ id: a, noop: true }, { id: §a, noop: true }] }] }
  - { id: §p, workstreams: [{ id: §w, tasks: [{ id: §a, noop: true }] }] }
`,
    problems: [
      ['the task id `a` is taken', 'ids of tasks are unique in the whole template'],
      ['the phase id `p` is taken'],
      ['the workstream id `w` is taken'],
      ['the task id `a` is taken'],
    ],
  },
  {
    what: 'dependencies on what is not there',
    text: withTasks(`          { id: build, noop: true },
          { id: b, noop: true, depends_on: [§biuld, §x, §workstream:ww, §phase:w, §w, §p] },
          { id: c, noop: true, depends_on: [§{ task: workstream:build, kind: soft }] },`),
    problems: [
      ['there is no task `biuld`; did you mean `build`?'],
      ['there is no task `x`'],
      ['there is no workstream `ww`'],
      ['there is no phase `w`', '`w` is a workstream: write `workstream:w`'],
      ['there is no task `w`', '`w` is a workstream: write `workstream:w`'],
      ['there is no task `p`', '`p` is a phase: write `phase:p`'],
      ['there is no workstream `build`', '`build` is a task: write `build`'],
    ],
  },
  {
    what: 'workstreams and phases that wait for the wrong level',
    text: `${head}phases:
  - id: p
    depends_on: [§w, §q, §t]
    workstreams:
      - { id: w, depends_on: [§t, §p, §phase:qqqq], tasks: [{ id: t, noop: true }] }
  - { id: qqq, workstreams: [] }
`,
    problems: [
      ['there is no phase `w`', '`w` is a workstream; a phase cannot wait for one'],
      ['there is no phase `q`'],
      ['there is no phase `t`', '`t` is a task; a phase cannot wait for one'],
      ['there is no workstream `t`', '`t` is a task; a workstream cannot wait for one'],
      ['there is no workstream `p`', '`p` is a phase: write `phase:p`'],
      ['there is no phase `qqqq`; did you mean `qqq`?'],
    ],
  },
  {
    what: 'what waits for itself, or twice for the same',
    text: withTasks(`          { id: a, noop: true, depends_on: [§a] },
          { id: b, noop: true, depends_on: [a, §{ task: a, kind: soft }] },`),
    problems: [['`a` waits for itself'], ['`a` is named twice', 'remove one of the two']],
  },
  {
    what: 'a circle of tasks',
    text: withTasks(`          { id: a, noop: true, depends_on: [§c] },
          { id: b, noop: true, depends_on: [a] },
          { id: c, noop: true, depends_on: [b] },`),
    problems: [
      ['dependencies go round in a circle: a → c → b → a (each waits for the next)', 'remove one of these'],
    ],
  },
  {
    what: 'a task that waits for its own workstream',
    text: withTasks('          { id: a, noop: true, depends_on: [§workstream:w] },'),
    problems: [['dependencies go round in a circle: a → workstream:w → a']],
  },
  {
    what: 'a circle through workstreams and phases',
    text: `${head}phases:
  - { id: p, depends_on: [q], workstreams: [{ id: w, tasks: [{ id: a, noop: true }] }] }
  - { id: q, workstreams: [{ id: v, tasks: [{ id: b, noop: true, depends_on: [§phase:p] }] }] }
`,
    problems: [[/in a circle: b → phase:p → .*phase:q → .*b \(each/]],
  },
  {
    what: 'a circle of workstreams',
    text: `${head}phases:
  - id: p
    workstreams:
      - { id: v, depends_on: [§w], tasks: [{ id: a, noop: true }] }
      - { id: w, depends_on: [v], tasks: [{ id: b, noop: true }] }
`,
    problems: [['in a circle: workstream:v → workstream:w → workstream:v (each']],
  },
  {
    what: 'a circle of phases without tasks of their own',
    text: `${head}phases:
  - { id: o, workstreams: [{ id: u, tasks: [{ id: a, noop: true }] }] }
  - { id: p, depends_on: [§q], workstreams: [] }
  - { id: q, depends_on: [p], workstreams: [] }
`,
    problems: [['in a circle: phase:p → phase:q → phase:p (each']],
  },
  {
    what: 'a phase and a workstream that wait for themselves',
    text: `${head}phases:
  - { id: p, depends_on: [§p], workstreams: [{ id: w, depends_on: [§w], tasks: [{ id: a, noop: true }] }] }
`,
    problems: [['`p` waits for itself'], ['`w` waits for itself']],
  },
  {
    what: 'a workstream that waits for its own phase',
    text: `${head}phases:
  - { id: p, workstreams: [{ id: w, depends_on: ['§phase:p'], tasks: [{ id: a, noop: true }] }] }
`.replace("'§phase:p'", "§'phase:p'"),
    problems: [[/in a circle: .*phase:p/]],
  },
];

describe('parseTemplate', () => {
  it.each(cases)('refuses $what', (bad) => expectRefusal(bad));

  it('refuses more tasks than one run should have', () => {
    const tasks = Array.from({ length: 100_001 }, (_, index) => `{"id":"t${index}","noop":true}`).join(',');
    const text = `{"template":"v1","metadata":{"name":"x","version":"1.0.0"},"phases":[{"id":"p","workstreams":[{"id":"w","tasks":[${tasks}]}]}]}`;
    expect(() => parseTemplate(text, { file: 't.json', maxBytes: 10_000_000 })).toThrowError(
      'the template has 100001 tasks; at most 100000 are run',
    );
    expect(() => parseTemplate(text, { file: 't.json' })).toThrowError('at most 1048576 are read');
  });
});
