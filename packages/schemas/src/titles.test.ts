import { describe, expect, it } from 'vitest';
import { titleOf } from './titles.js';

describe('titleOf', () => {
  it.each([
    ['state', 'State'],
    ['run_id', 'Run ID'],
    ['timeout_s', 'Timeout in seconds'],
    ['duration_ms', 'Duration in milliseconds'],
    ['max_cost_usd', 'Max cost in US dollars'],
    ['coverage_percent', 'Coverage in percent'],
    ['template_sha256', 'Template SHA-256'],
    ['cwd', 'Working directory'],
    ['percent', 'Percent'],
  ])('makes of %s: %s', (name, title) => {
    expect(titleOf(name)).toBe(title);
  });
});
