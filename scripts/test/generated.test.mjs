import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { staleFiles } from '../lib/generated.mjs';
import { aFolder, aWorkspace } from './a-folder.mjs';

const aClone = (files) => {
  const gen = 'node gen.mjs';
  const root = aFolder(
    aWorkspace(
      { 'packages/core': { scripts: { gen } } },
      {
        'packages/core/gen.mjs':
          "import { writeFileSync } from 'node:fs';\nwriteFileSync('../../made.txt', 'one\\n');\n",
        ...files,
      },
    ),
  );
  for (const folder of ['', 'packages/core']) mkdirSync(join(root, folder, 'node_modules'));
  return root;
};

describe('staleFiles', () => {
  it('finds nothing where every generated file is current', async () => {
    expect(await staleFiles(aClone({ 'made.txt': 'one\n' }))).toEqual([]);
  });

  it('names a file that would differ, and leaves it as it is', async () => {
    const root = aClone({ 'made.txt': 'two\n' });
    expect(await staleFiles(root)).toEqual(['made.txt']);
    expect(readFileSync(join(root, 'made.txt'), 'utf8')).toBe('two\n');
  });

  it('names a file that is missing, and does not make it', async () => {
    const root = aClone({});
    expect(await staleFiles(root)).toEqual(['made.txt']);
    expect(existsSync(join(root, 'made.txt'))).toBe(false);
  });
});
