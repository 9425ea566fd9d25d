import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { testRepository } from '../../../test/support/landing-repository.js';
import { testFolder } from '../../../test/support/process-runs.js';
import { git } from '../git.js';
import { encodeIndex, parseStages } from './git-index.js';

let parent: string;
beforeAll(async () => {
  parent = await testFolder();
});

const name = fc.uint8Array({ minLength: 1, maxLength: 20 }).map((bytes) =>
  Buffer.from(bytes)
    .toString('latin1')
    .replace(/[\0/.]/g, '_'),
);
const mode = fc.constantFrom('100644', '100755', '120000', '160000');

describe('encodeIndex', () => {
  it.each(['sha1', 'sha256'] as const)(
    'writes what git reads, any names and long ones, with %s',
    async (format) => {
      const { folder } = await testRepository(parent, { initArgs: [`--object-format=${format}`] });
      const indexFile = join(folder, 'index');
      const id = 'ab'.repeat(format === 'sha1' ? 20 : 32);
      await fc.assert(
        fc.asyncProperty(fc.array(fc.tuple(name, mode), { maxLength: 20 }), async (files) => {
          const entries = new Map(
            [...files, ['n'.repeat(5_000), '100644'] as const].map(([path, each]) => [
              path,
              { mode: each, id },
            ]),
          );
          await writeFile(indexFile, encodeIndex(entries, format));
          const { stdout } = await git(['ls-files', '--stage', '-z'], { cwd: folder, indexFile });
          expect(parseStages(stdout)).toEqual({ entries, conflicts: [] });
        }),
        { numRuns: 15 },
      );
    },
  );
});

describe('parseStages', () => {
  it('names each path in conflict once', () => {
    const lines = ['100644 aa 1\tb\nc', '100644 ab 2\tb\nc', '100755 ac 0\td'];
    expect(parseStages(Buffer.from(lines.map((line) => `${line}\0`).join('')))).toEqual({
      entries: new Map([['d', { mode: '100755', id: 'ac' }]]),
      conflicts: ['b\nc'],
    });
  });
});
