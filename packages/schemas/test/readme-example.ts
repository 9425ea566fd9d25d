import { template } from '@uet/schemas';
import templateSchema from '@uet/schemas/json/template.v1.json' with { type: 'json' };
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';

const document: unknown = {
  template: 'v1',
  metadata: { name: 'demo', version: '1.0.0' },
  phases: [{ id: 'main', workstreams: [{ id: 'all', tasks: [{ id: 'list', run: 'ls' }] }] }],
};

// With zod: the typed document, or everything that is wrong with it.
const parsed = template.safeParse(document);
if (parsed.success) console.log(parsed.data.phases[0]?.workstreams[0]?.tasks[0]?.id);

// With any other validator: the same answer.
const ajv = new Ajv2020({ strict: true });
addFormats.default(ajv);
const validate = ajv.compile(templateSchema);
console.log(validate(document));
console.log(validate({ template: 'v2' }), template.safeParse({ template: 'v2' }).success);
