import type { ViteUserConfig } from 'vitest/config';

/** What every package's suite has in common: sources instead of builds, two workers, no retries. */
export const shared: ViteUserConfig = {
  resolve: { conditions: ['source'] },
  // Without `import`: vitest hands these on to Node, where with it `require` inside pg gets ES modules it cannot use.
  ssr: { resolve: { conditions: ['source', 'node', 'default'] } },
  // Where vitest itself loads `globalSetup`: it takes the sources there only if told so once more.
  environments: { __vitest__: { resolve: { conditions: ['source', 'node', 'import', 'default'] } } },
  test: {
    include: ['src/**/*.test.ts', 'test/**/*.test.ts'],
    testTimeout: 30_000,
    hookTimeout: 60_000,
    maxWorkers: 2,
  },
};
