import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, inject } from 'vitest';
import type { Session } from '../../src/index.js';
import { openPlace } from './open-place.js';
import { makePlace, makeRepository, type RunPlace } from './run-place.js';

/** Places that all begin with the same repository, each with a database of its own. */
export interface SamplePlaces {
  /** Makes one that the caller removes. */
  readonly make: () => Promise<RunPlace>;
  /** Makes one for a test, and removes it after that. */
  readonly inPlace: (use: (place: RunPlace) => Promise<void>) => Promise<void>;
  /** The same, opened in the process of the test. */
  readonly inSession: (use: (place: RunPlace, session: Session) => Promise<void>) => Promise<void>;
}

/** Gives the tests of a file their places: `files` are in the first commit, `prepare` goes on from there. */
export function samplePlaces(
  files: Readonly<Record<string, string>> = { 'base.txt': 'base\n' },
  prepare: (git: (...args: string[]) => Promise<string>) => Promise<unknown> = async () => undefined,
): SamplePlaces {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'uet-sample-'));
    await prepare(await makeRepository(join(folder, 'repository'), files));
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));
  const make = () => makePlace(inject('templateUrl'), join(folder, 'repository'));
  const inPlace: SamplePlaces['inPlace'] = async (use) => {
    const place = await make();
    try {
      await use(place);
    } finally {
      await place.remove();
    }
  };
  return {
    make,
    inPlace,
    inSession: (use) =>
      inPlace(async (place) => {
        const session = await openPlace(place);
        try {
          await use(place, session);
        } finally {
          await session.close();
        }
      }),
  };
}
