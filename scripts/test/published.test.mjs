import { describe, expect, it } from 'vitest';
import { root } from '../lib/root.mjs';
import { workspacePackages } from '../lib/workspace.mjs';

const published = workspacePackages(root).filter(({ manifest }) => manifest.private !== true);

/** The exports without the condition that leads our own tests and tools to the sources. */
const withoutSource = (exports) =>
  JSON.parse(JSON.stringify(exports, (key, value) => (key === 'source' ? undefined : value)));

describe('the published packages', () => {
  it('are client, core and schemas', () => {
    expect(published.map(({ name }) => name)).toEqual(['client', 'core', 'schemas']);
  });

  it.each(published)('$name publishes its exports without their sources', ({ manifest }) => {
    expect(manifest.publishConfig.exports).toEqual(withoutSource(manifest.exports));
  });

  it.each(published)('$name says what a registry asks for', ({ manifest }) => {
    expect(manifest).toMatchObject({
      version: expect.stringMatching(/^\d+\.\d+\.\d+$/),
      description: expect.any(String),
      keywords: expect.any(Array),
      license: 'MIT',
      sideEffects: false,
      publishConfig: { access: 'public' },
    });
    expect(manifest.files).toEqual(expect.arrayContaining(['dist', 'src', '!src/**/*.test.ts', 'api.md']));
  });
});
