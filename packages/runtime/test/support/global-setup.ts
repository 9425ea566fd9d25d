// Vitest finds a `globalSetup` by its path alone.
export { setup, teardown } from '@uet/db/testing/global-setup';
