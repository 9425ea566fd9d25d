import { join } from 'node:path';
import { createTestDatabase, type TestDatabase } from '@uet/db/testing';
import { afterAll, beforeAll, inject } from 'vitest';
import { type Scratch, scratchFolder } from './places.js';

/** What the tests of one file have for themselves; there from the first `beforeAll` on. */
export interface OwnPlace {
  /** A temporary folder. */
  readonly path: string;
  /** The variables that make the program use a state folder and a database of its own. */
  readonly env: { readonly UET_HOME: string; readonly DATABASE_URL: string };
}

/** Makes a folder and a database for the tests of this file, and removes them at their end. */
export function ownPlace(): OwnPlace {
  let scratch: Scratch | undefined;
  let database: TestDatabase | undefined;
  beforeAll(async () => {
    scratch = await scratchFolder();
    database = await createTestDatabase(inject('templateUrl'));
  });
  afterAll(async () => {
    await database?.drop();
    await scratch?.remove();
  });
  return {
    get path() {
      return scratch?.path ?? '';
    },
    get env() {
      return { UET_HOME: join(scratch?.path ?? '', 'home'), DATABASE_URL: database?.url ?? '' };
    },
  };
}
