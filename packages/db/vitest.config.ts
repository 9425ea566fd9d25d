import { defineConfig } from 'vitest/config';
import { shared } from '../../vitest.shared.js';

export default defineConfig({
  ...shared,
  // Without `import`: vitest hands these on to Node, where with it `require` inside pg gets ES modules it cannot use.
  ssr: { resolve: { conditions: ['source', 'node', 'default'] } },
});
