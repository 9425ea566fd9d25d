import type {} from 'vitest';
import type { TestProject } from 'vitest/node';
import { startTestServer, type TestServer } from './test-database.js';

declare module 'vitest' {
  interface ProvidedContext {
    /** For `createTestDatabase(inject('templateUrl'))`. */
    templateUrl: string;
  }
}

let server: TestServer | undefined;

/** For vitest's `globalSetup`: one server for all files of a run. */
export async function setup(project: TestProject): Promise<void> {
  server = await startTestServer();
  project.provide('templateUrl', server.templateUrl);
}

/** Stops the server and deletes its data. */
export async function teardown(): Promise<void> {
  await server?.stop();
}
