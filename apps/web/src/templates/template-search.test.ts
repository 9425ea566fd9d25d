import type { TemplateLine } from '@uet/schemas/api';
import { describe, expect, it } from 'vitest';
import { searchTemplates } from './template-search';

const aTemplate = (change: Partial<TemplateLine>): TemplateLine => ({
  id: '01',
  name: 'upgrade-node',
  version: 1,
  template_version: '1.0.0',
  title: 'Upgrade Node',
  description: 'Moves services to the current release',
  status: 'active',
  path: null,
  sha256: '',
  saved_by: 'person:anna',
  created_at: '2026-01-01T00:00:00.000Z',
  updated_at: '2026-01-01T00:00:00.000Z',
  last_run_at: null,
  tasks: 3,
  runs: 0,
  succeeded: 0,
  mean_cost_usd: null,
  mean_duration_ms: null,
  ...change,
});

describe('searchTemplates', () => {
  const templates = [
    aTemplate({}),
    aTemplate({ name: 'docs', title: 'Docs', description: null, last_run_at: '2026-01-02T00:00:00.000Z' }),
    aTemplate({
      name: 'lint',
      title: 'Lint',
      description: null,
      status: 'draft',
      last_run_at: '2026-01-03T00:00:00.000Z',
    }),
  ];

  it('puts what was run last first, what never ran by title', () => {
    expect(searchTemplates(templates, '').map(({ name }) => name)).toEqual(['lint', 'docs', 'upgrade-node']);
  });

  it('wants every word, in any field', () => {
    expect(searchTemplates(templates, 'services ANNA').map(({ name }) => name)).toEqual(['upgrade-node']);
    expect(searchTemplates(templates, 'draft services')).toEqual([]);
  });
});
