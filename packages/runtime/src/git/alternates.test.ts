import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { alternatesText, readObjectStores } from './alternates.js';
import { temporaryFolder } from './testing/sample-repository.js';

let folder: string;
let remove: () => Promise<void>;

beforeEach(async () => {
  ({ path: folder, remove } = await temporaryFolder());
});
afterEach(async () => remove());

async function store(name: string, alternates: string): Promise<string> {
  const objects = path.join(folder, name);
  await mkdir(path.join(objects, 'info'), { recursive: true });
  await writeFile(path.join(objects, 'info', 'alternates'), alternates);
  return objects;
}

describe('readObjectStores', () => {
  it('follows relative, quoted and circular alternates, and passes over what is gone', async () => {
    const odd = await store('odd "name"\nü', '../first\n');
    const first = await store('first', `# comment\n\n${alternatesText([odd])}../second\n/gone\n`);
    const second = await store('second', '');
    expect(await readObjectStores(first)).toEqual([first, odd, second]);
  });

  it("reads git's octal escapes", async () => {
    const target = await store('ü', '');
    const first = await store('first', `"../\\303\\274"\n`);
    expect(await readObjectStores(first)).toEqual([first, target]);
  });
});

describe('alternatesText', () => {
  it('quotes only what git would misread', () => {
    expect(alternatesText(['/a b', '#c', '"d', 'e\nf'])).toBe('/a b\n"#c"\n"\\"d"\n"e\\nf"\n');
  });
});
