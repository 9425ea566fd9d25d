import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { type BadCase, errorOf } from './bad-input/bad-case.js';
import { badLandings, badPatches } from './bad-input/patches.js';
import { badRepositories, badTargets } from './bad-input/repositories.js';
import { badArguments, badSurroundings } from './bad-input/surroundings.js';
import { badParameters, badTemplates } from './bad-input/templates.js';
import { call } from './support/call.js';
import { ownPlace } from './support/own-place.js';
import { copyFolder, fingerprint, makeRepository, writeFiles } from './support/places.js';

const own = ownPlace();
let sample: string;

beforeAll(async () => {
  sample = await makeRepository(join(own.path, 'sample'));
});

let cases = 0;
async function happen(given: BadCase): Promise<void> {
  cases += 1;
  const folder = join(own.path, `case ${cases}`);
  const place = { folder, repo: join(folder, 'repo') };
  await copyFolder(sample, place.repo);
  await writeFiles(folder, given.files ?? {});
  await given.prepare?.(place);
  const before = await fingerprint(folder);
  const env = { ...own.env, ...given.env?.(place) };
  const called = await call([...given.argv, '--json'], { cwd: folder, env });
  const error = errorOf(called);
  expect({ code: error.code, exitCode: called.exitCode }, called.stderr).toEqual({
    code: given.code,
    exitCode: given.exitCode ?? 2,
  });
  expect(error.message).toMatch(given.says);
  expect(`${error.where} ${error.message}`).toMatch(given.where);
  expect(error.hint).toMatch(/\S/);
  expect(called.stderr).toContain('error: ');
  expect(called.stderr).not.toMatch(/\n {4}at /);
  expect(await fingerprint(folder)).toBe(before);
}

describe.each([
  ['templates', badTemplates],
  ['parameters', badParameters],
  ['patches', badPatches],
  ['landings', badLandings],
  ['repositories', badRepositories],
  ['targets', badTargets],
  ['surroundings', badSurroundings],
  ['arguments', badArguments],
])('bad %s', (_, table) => {
  it.each(table)('$name', happen);
});

describe('after all of that', () => {
  it('no run was started', async () => {
    const { stdout } = await call(['runs', 'list', '--json'], { cwd: own.path, env: own.env });
    expect(JSON.parse(stdout)).toEqual([]);
  });
});
