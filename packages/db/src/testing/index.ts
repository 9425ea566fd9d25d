export { type SeedOptions, type SeedSummary, seedDemo } from '../seed/seed-demo.js';
export { createTestDatabase, startTestServer, type TestDatabase, type TestServer } from './test-database.js';
