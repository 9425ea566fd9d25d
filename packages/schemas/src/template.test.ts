import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { docMetadata } from './doc-metadata.js';
import { template } from './template.js';
import { templateParameter } from './template-parameter.js';
import { wsDependency } from './ws-dependency.js';
import { wsStep } from './ws-step.js';

const minimal = {
  template: 'v1',
  metadata: { name: 'demo', version: '1.0.0' },
  phases: [{ id: 'p', workstreams: [{ id: 'w', tasks: [{ id: 't', run: ['ls'] }] }] }],
};
const gate = { type: 'lint', run: 'ls', report: { format: 'exit_code' } };
const step = (fields: object): object => ({ id: 't', ...fields });
const top = (fields: object): object => ({ ...minimal, ...fields });
const edge = { from: 'a', to: 'workstream:b', kind: 'hard', level: 'task', satisfied: false };

const accepted: readonly (readonly [z.ZodType, unknown])[] = [
  [template, minimal],
  [
    template,
    top({ gates: { a: gate }, parameters: { a_1: { type: 'string' } }, env: { A: '${{ params.a_1 }}' } }),
  ],
  [
    template,
    top({
      budget: { max_cost_usd: 2.5, max_cost_per_task_usd: '0.1' },
      routing: { rules: [{ when: {}, use: ['x'] }] },
    }),
  ],
  [docMetadata, { name: 'a', version: '1.0.0-rc.1+b', status: 'draft', checksum: 'a'.repeat(64) }],
  [templateParameter, { type: 'number', min: 1, max: 2, integer: true, default: 1 }],
  [templateParameter, { type: 'enum', values: ['a'], required: false }],
  [templateParameter, { type: 'path', must_exist: true, pattern: 'a', secret: true }],
  [wsStep, step({ run: 'ls', depends_on: ['a', 'phase:b', { task: 'workstream:c', kind: 'soft' }] })],
  [
    wsStep,
    step({ tool: 'x', prompt: 'y', args: [], timeout_s: 0, idle_timeout_s: 1.5, retries: 1, commit: {} }),
  ],
  [wsDependency, edge],
];

const refused: readonly (readonly [z.ZodType, unknown])[] = [
  [template, {}],
  [template, top({ template: 'v2' })],
  [template, top({ phases: [] })],
  [template, top({ parameters: { A: { type: 'string' } } })],
  [template, top({ gates: { 'a b': gate } })],
  [template, top({ gates: { a: { ...gate, report: { format: 'xml' } } } })],
  [template, top({ env: { 'A-B': 'x' } })],
  [template, top({ env: { A: 1 } })],
  [template, top({ budget: { max_cost_usd: -1 } })],
  [template, top({ budget: { max_cost_usd: '1,5' } })],
  [template, top({ unknown: 1 })],
  [docMetadata, { name: 'a', version: '1.0' }],
  [docMetadata, { name: 'a', version: '1.0.0', status: 'old' }],
  [templateParameter, { type: 'text' }],
  [templateParameter, { type: 'enum' }],
  [templateParameter, { type: 'string', values: ['a'] }],
  [templateParameter, { type: 'boolean', default: 'yes' }],
  [wsStep, step({ run: [] })],
  [wsStep, step({ noop: false })],
  [wsStep, step({ depends_on: ['task:a'] })],
  [wsStep, step({ depends_on: [{ task: 'a', kind: 'gate' }] })],
  [wsStep, step({ scope: [] })],
  [wsStep, step({ retries: 0 })],
  [wsStep, step({ retries: 1.5 })],
  [wsStep, step({ timeout_s: -1 })],
  [wsStep, { run: ['ls'] }],
  [wsDependency, { ...edge, to: 'stage:b' }],
];

const ajv = new Ajv2020({ strict: false, allErrors: true });

/** The paths of properties that no schema describes. */
function undescribed(schema: unknown, path: string): string[] {
  if (typeof schema !== 'object' || schema === null) return [];
  const { properties = {}, ...rest } = schema as { properties?: Record<string, { description?: string }> };
  const own = Object.entries(properties).filter(([, property]) => property.description === undefined);
  const inner = Object.entries({ ...properties, ...rest }).flatMap(([name, value]) =>
    undescribed(value, `${path}/${name}`),
  );
  return [...own.map(([name]) => `${path}/${name}`), ...inner];
}

describe('the schemas of templates', () => {
  it.each(accepted)('accept, in zod and in JSON Schema, what is right (%#)', (schema, document) => {
    expect(schema.safeParse(document).success).toBe(true);
    expect(ajv.validate(z.toJSONSchema(schema), document)).toBe(true);
  });

  it.each(refused)('refuse, in zod and in JSON Schema, what is wrong (%#)', (schema, document) => {
    expect(schema.safeParse(document).success).toBe(false);
    expect(ajv.validate(z.toJSONSchema(schema), document)).toBe(false);
  });

  it.each([template, docMetadata, templateParameter, wsStep, wsDependency])(
    'describe every field (%#)',
    (schema) => {
      expect(undescribed(z.toJSONSchema(schema), '')).toEqual([]);
    },
  );
});
