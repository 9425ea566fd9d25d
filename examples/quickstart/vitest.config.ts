import { defineConfig } from 'vitest/config';
import { shared } from '../../vitest.shared.js';

// The example as a whole: it is started as a person starts it, and takes as long.
export default defineConfig({
  ...shared,
  test: { ...shared.test, include: ['*.test.mjs'], testTimeout: 180_000, hookTimeout: 180_000 },
});
