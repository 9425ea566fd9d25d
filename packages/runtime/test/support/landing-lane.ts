import { expect } from 'vitest';
import { buildCandidate, type Candidate, type LandingPlace } from '../../src/git/landing/index.js';
import { people, type TestFile, type TestRepository, testRepository } from './landing-repository.js';

/** Files by path. */
export type Files = Readonly<Record<string, TestFile>>;
/** Numbered lines. */
export const lines = (...numbers: number[]): string => numbers.map((number) => `line ${number}\n`).join('');
/** The whole numbers from one to another. */
export const range = (from: number, to: number): number[] =>
  Array.from({ length: to - from + 1 }, (_, index) => from + index);
/** Ten lines. */
export const ten = lines(...range(1, 10));

/** A repository to build candidates in. */
export interface Lane extends TestRepository {
  readonly base: string;
  readonly place: LandingPlace;
  /** A patch that was made on the base. */
  patch(files: Files, ...diffArgs: string[]): Promise<Buffer>;
  /** Builds a patch on what `main` is now. */
  build(diff: Uint8Array, allowEmpty?: boolean): Promise<Candidate>;
}

/** Makes a repository with one commit. */
export async function lane(parent: string, files: Files): Promise<Lane> {
  const repository = await testRepository(parent);
  const base = await repository.commit(files);
  const place = await repository.open();
  return {
    ...repository,
    base,
    place,
    async patch(changed, ...diffArgs) {
      const before = await repository.git(['rev-parse', 'HEAD']);
      await repository.git(['reset', '--quiet', '--hard', base]);
      const diff = await repository.diff(await repository.commit(changed), ...diffArgs);
      await repository.git(['reset', '--quiet', '--hard', before]);
      return diff;
    },
    async build(diff, allowEmpty) {
      const tip = await repository.git(['rev-parse', 'HEAD']);
      return buildCandidate(place, {
        tip,
        patch: { diff },
        commit: { message: 'm\n', ...people },
        allowEmpty,
      });
    },
  };
}

/** The content of a file in a candidate; fails where there is no candidate. */
export async function fileOf({ git }: Lane, candidate: Candidate, path: string): Promise<string> {
  expect(candidate).toMatchObject({ ok: true });
  return git(['cat-file', 'blob', `${candidate.ok ? candidate.commit : ''}:${path}`]);
}
