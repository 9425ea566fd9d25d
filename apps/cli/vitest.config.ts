import { defineConfig } from 'vitest/config';
import { shared } from '../../vitest.shared.js';

export default defineConfig({
  ...shared,
  // Each run holds a dozen connections, and all of them share one server.
  test: { ...shared.test, globalSetup: ['test/support/global-setup.ts'], maxConcurrency: 2 },
});
