import { describe, expect, it } from 'vitest';
import { checkLayers } from '../check-layers.mjs';
import { aFolder, aWorkspace } from './a-folder.mjs';

const core = { 'packages/core': { dependencies: { '@uet/schemas': 'workspace:*' } } };

const problemsOf = (packages, files) => checkLayers(aFolder(aWorkspace(packages, files))).problems;

const problemsInCore = (source, path = 'packages/core/src/x.ts') => problemsOf(core, { [path]: source });

describe('checkLayers', () => {
  it('finds nothing where all is as the table says', () => {
    const source =
      "import { a } from '@uet/schemas';\nimport { b } from './b.js';\nexport const c = a + b;\n";
    expect(problemsInCore(source)).toEqual([]);
  });

  it('refuses a dependency on a higher layer', () => {
    const problems = problemsOf({ 'packages/core': { dependencies: { '@uet/db': 'workspace:*' } } });
    expect(problems).toEqual([expect.stringContaining('core may not depend on @uet/db')]);
  });

  it('refuses a package that is not in the table', () => {
    expect(problemsOf({ 'packages/helpers': {} })).toEqual([
      expect.stringContaining('"helpers" is not in the table'),
    ]);
  });

  it('lets schemas depend on zod alone', () => {
    const problems = problemsOf({ 'packages/schemas': { dependencies: { zod: '4', yaml: '2' } } });
    expect(problems).toEqual([expect.stringContaining('not on yaml')]);
  });

  it.each([
    "import { x } from '@uet/db';",
    "export { x } from '@uet/db/testing';",
    "const x = await import('@uet/db');",
    "type X = import('@uet/db').X;",
  ])('refuses what package.json does not declare: %s', (source) => {
    expect(problemsInCore(source)).toEqual([
      'packages/core/src/x.ts:1: @uet/db is not in the dependencies of packages/core/package.json',
    ]);
  });

  it('refuses a relative import that leads out of the package', () => {
    expect(problemsInCore("import '../../db/src/store.js';")).toEqual([
      expect.stringContaining('leads out of packages/core'),
    ]);
  });

  it('allows development dependencies in tests and for types only', () => {
    expect(problemsInCore("import { it } from 'vitest';", 'packages/core/src/x.test.ts')).toEqual([]);
    expect(problemsInCore("import type { T } from 'vitest';")).toEqual([]);
    expect(problemsInCore("import { it } from 'vitest';")).toHaveLength(1);
  });

  it('lets the client have the types of the schemas, and nothing else of them', () => {
    const client = { 'packages/client': { dependencies: { '@uet/schemas': 'workspace:*' } } };
    const importing = (source) => problemsOf(client, { 'packages/client/src/x.ts': source });
    expect(importing("import type { Contract } from '@uet/schemas/api';")).toEqual([]);
    expect(importing("import { contract } from '@uet/schemas/api';")).toEqual([
      expect.stringContaining('only types'),
    ]);
  });

  it('takes `@/` for the package itself', () => {
    const web = { 'apps/web': {} };
    expect(problemsOf(web, { 'apps/web/src/x.ts': "import { y } from '@/y';" })).toEqual([]);
  });

  it.each([
    ["import { readFile } from 'node:fs/promises';", 'node:fs/promises'],
    ["import { join } from 'path';", 'path'],
    ['export const a = process.env.HOME;', 'process'],
    ['export const a = globalThis.process.env;', 'globalThis.process'],
    ['export const a = Date.now();', 'Date.now'],
    ['export const a = new Date();', 'new Date()'],
    ['export const a = Math.random();', 'Math.random'],
    ['setTimeout(() => {}, 5);', 'setTimeout'],
    ["export const a = Buffer.from('');", 'Buffer'],
  ])('keeps core pure: %s', (source, what) => {
    expect(problemsInCore(`// one\n${source}\n`)).toContain(
      `packages/core/src/x.ts:2: ${what} in core, which is pure (take it through a port)`,
    );
  });

  it.each([
    'export const a = new Date(0);',
    "export const a = 'process.env and Date.now()'; // Math.random()",
    'export const a = (clock) => clock.setTimeout;',
    'export const a = { process: 1, setTimeout: 2 };',
    'export interface Process { process: string }',
  ])('does not take a mention for a use: %s', (source) => {
    expect(problemsInCore(source)).toEqual([]);
  });

  it('leaves tests, core/testing and the other packages their clock', () => {
    const source = 'export const a = Date.now();';
    expect(problemsInCore(source, 'packages/core/src/x.test.ts')).toEqual([]);
    expect(problemsInCore(source, 'packages/core/src/testing/x.ts')).toEqual([]);
    expect(problemsOf({ 'packages/db': {} }, { 'packages/db/src/x.ts': source })).toEqual([]);
  });
});
