import { describe, expect, it } from 'vitest';
import { everything } from '../../test/everything-template.js';
import { parseTemplate, type TemplateOptions } from './index.js';

const minimal = (lines = ''): string => `template: v1
metadata: { name: demo, version: 1.0.0 }
${lines}
gates: { unit: { type: unit_tests, run: [npm, test], report: { format: junit } } }
phases:
  - id: p
    workstreams: [{ id: w, tasks: [{ id: t, run: [ls] }] }]
`;

const warningsOf = (text: string, options: Partial<TemplateOptions> = {}): string[] =>
  parseTemplate(text, { file: 't.yaml', ...options }).warnings.map(
    ({ where, message }) => `${where} ${message}`,
  );

describe('parseTemplate', () => {
  it('takes a template that uses everything', () => {
    const { template, warnings, document } = parseTemplate(everything, {
      file: 't.yaml',
      knownTools: new Set(['codex', 'claude']),
    });
    expect(warnings).toEqual([]);
    expect(template.phases.map(({ id }) => id)).toEqual(['build', 'prepare', 'ship']);
    expect(document.locate(['metadata', 'name'])).toEqual({ line: 3, column: 11 });
  });

  it('takes the same template as JSON', () => {
    const { template } = parseTemplate(everything, { file: 't.yaml' });
    expect(parseTemplate(JSON.stringify(template), { file: 't.json' }).template).toEqual(template);
  });

  it('takes outputs of tasks that are waited for through others, workstreams and phases', () => {
    const text = `${minimal().split('phases:')[0]}phases:
  - { id: p, workstreams: [{ id: w, tasks: [{ id: a, run: [ls] }, { id: b, run: [ls], depends_on: [a] }] }] }
  - id: q
    depends_on: [p]
    workstreams:
      - { id: x, tasks: [{ id: c, run: ["\${{ tasks.a.outputs.y }}", "\${{ tasks.b.state }}"] }] }
      - { id: y, depends_on: [x], tasks: [{ id: d, prompt: "\${{ tasks.c.state }}" }] }
      - { id: z, tasks: [{ id: e, prompt: "\${{ tasks.d.state }}", depends_on: [workstream:y] }] }
`;
    expect(warningsOf(text)).toEqual([]);
  });

  it('checks tools only where it knows them', () => {
    const text = minimal().replace('run: [ls]', 'tool: anything');
    expect(warningsOf(text)).toEqual([]);
    expect(() => warningsOf(text, { knownTools: [] })).toThrowError('there is no tool `anything`');
  });

  it('warns of a template that is deprecated', () => {
    const text = minimal().replace('version: 1.0.0', 'version: 1.0.0, status: deprecated');
    expect(warningsOf(text)).toEqual(['t.yaml:2:49 the template `demo` is deprecated']);
  });

  it('warns where nothing tests what lands, unless nothing can land', () => {
    const text = minimal().replace(/gates:.*\n/, '');
    expect(warningsOf(text)).toEqual([
      't.yaml:1:1 the template has no landing gate: whatever applies, lands',
    ]);
    expect(warningsOf(text.replace('run: [ls]', 'noop: true'))).toEqual([]);
  });

  it('warns of gates that are never run', () => {
    const text = minimal().replace(
      'gates: {',
      'gates: { e2e: { type: custom, run: x, report: { format: tap }, when: acceptance },',
    );
    expect(warningsOf(text)).toEqual(['t.yaml:4:10 the gate `e2e` is never run']);
    expect(warningsOf(text.replace('- id: p', '- id: p\n    acceptance: [e2e]'))).toEqual([]);
    expect(warningsOf(text.replace('run: [ls]', 'run: [ls], gates: [e2e]'))).toEqual([]);
  });

  it('warns of defaults that are never used, or that everyone can read', () => {
    const text = minimal(`parameters:
  a: { type: string, default: x, required: true }
  b: { type: string, default: y, secret: true }`);
    expect(warningsOf(text)).toEqual([
      't.yaml:4:31 the default is never used: the parameter is required',
      't.yaml:5:31 this secret is readable for everyone who has the template',
    ]);
  });

  it('warns of scopes that lie outside of the scope of the workstream', () => {
    const scoped = (outer: string, inner: string): string[] =>
      warningsOf(
        minimal('parameters: { x: { type: path, default: a } }')
          .replace('id: w,', `id: w, scope: ${outer},`)
          .replace('run: [ls]', `run: [ls], scope: ${inner}`),
      );
    expect(scoped('[src/**]', '[src/a/**, lib/**, "src/*.ts", "{src,lib}/**"]')).toEqual([
      expect.stringContaining('`lib/**` is outside of the scope of `w`'),
    ]);
    expect(scoped('[src, "*.md"]', '[src/a.ts, src/, README.md, src]')).toEqual([]);
    expect(scoped('["src/*.ts"]', '[src/**]')).toHaveLength(1);
    expect(scoped('["${{ params.x }}/**"]', '[lib/**]')).toEqual([]);
    expect(scoped('[src/**]', '["${{ params.x }}/**"]')).toEqual([]);
  });
});
