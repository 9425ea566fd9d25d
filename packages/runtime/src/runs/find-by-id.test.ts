import { ChangeSet } from '@uet/core';
import { aRun, CountingIds, FixedClock, MemoryStore } from '@uet/core/testing';
import { describe, expect, it } from 'vitest';
import { findRun } from './find-by-id.js';

const ids = [
  '01K2Z8AAAAAAAAAAAAAAAAAAAA',
  '01K2Z8AAAAAAAAAAAAAAAAAAAB',
  '01K2Z9CCCCCCCCCCCCCCCCCCCC',
] as const;

async function storeWithRuns(): Promise<MemoryStore> {
  const store = new MemoryStore();
  const changes = new ChangeSet({ clock: new FixedClock(), ids: new CountingIds(), actor: 'system' });
  for (const id of ids) changes.insert('runs', aRun({ id }));
  await store.commit(changes);
  return store;
}

describe('findRun', () => {
  it('finds by the whole id, in any case, and by a beginning that one alone has', async () => {
    const store = await storeWithRuns();
    for (const given of [ids[2], ids[2].toLowerCase(), '01k2z9', ` ${ids[2].slice(0, 25)}`])
      expect(await findRun({ store }, given)).toMatchObject({ id: ids[2] });
    expect(await findRun({ store }, ids[0])).toMatchObject({ id: ids[0] });
  });

  it('asks for more where several begin so, and names them', async () => {
    const store = await storeWithRuns();
    await expect(findRun({ store }, '01K2Z8')).rejects.toMatchObject({
      code: 'bad_argument',
      hint: expect.stringMatching(new RegExp(`${ids[0]}.*${ids[1]}`)),
    });
  });

  it.each(['', '01K2Z', 'latest', '01K2Z8AAAAAAAAAAAAAAAAAAAAAA', '01K2Z8%', 'ILOU00'])(
    'takes %j for no id',
    async (given) => {
      await expect(findRun({ store: new MemoryStore() }, given)).rejects.toMatchObject({
        code: 'bad_argument',
      });
    },
  );

  it('says where none has it', async () => {
    const store = await storeWithRuns();
    for (const given of ['01K2ZA', '01K2Z7', `${ids[0].slice(0, 25)}C`])
      await expect(findRun({ store }, given)).rejects.toMatchObject({ code: 'not_found', where: given });
  });
});
