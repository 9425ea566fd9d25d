import { defineConfig } from 'vitest/config';
import { shared } from '../../vitest.shared.js';

const conditions = ['source', 'node', 'import', 'default'];

export default defineConfig({
  ...shared,
  // Where vitest itself loads `globalSetup`: it takes the sources there only if told so once more.
  environments: { __vitest__: { resolve: { conditions } } },
  test: { ...shared.test, include: ['*.test.mjs'], globalSetup: ['lib/global-setup.mjs'] },
});
