import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openDatabase } from './connect.js';
import { removeEmbeddedPostgres } from './embedded/remove.js';

let home: string;

beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'uet-connect-'));
  await chmod(home, 0o711);
});

afterAll(async () => {
  await removeEmbeddedPostgres(home);
  await rm(home, { recursive: true });
});

describe('openDatabase', () => {
  it('starts the embedded server, lets others use it by its URL, and closes both', async () => {
    const embedded = await openDatabase({ home });
    expect(embedded.embedded).toBe(true);
    const given = await openDatabase({ home: '/nowhere', url: embedded.url });
    expect(given).toMatchObject({ embedded: false, url: embedded.url });
    expect((await given.pool.query('select 1 as one')).rows).toEqual([{ one: 1 }]);
    await given.close();
    await embedded.close();
    await embedded.close();
    await expect(openDatabase({ home, url: embedded.url })).rejects.toMatchObject({
      code: 'database_unavailable',
      hint: expect.any(String),
    });
  });

  it('survives the loss of its connections, idle and in use', async () => {
    const log: string[] = [];
    const database = await openDatabase({ home, poolSize: 3, log: (line) => log.push(line) });
    const [inUse, idle] = [await database.pool.connect(), await database.pool.connect()];
    const ended = new Promise((resolve) => inUse.once('end', resolve));
    idle.release();
    const others = 'select pg_terminate_backend(pid) from pg_stat_activity where pid <> pg_backend_pid()';
    await database.pool.query(`${others} and datname = current_database()`);
    await ended;
    inUse.release(true);
    expect((await database.pool.query('select 1 as one')).rows).toEqual([{ one: 1 }]);
    await database.close();
  });

  it.each([
    ['mysql://user:secret@host/db', 'bad_config'],
    ['localhost:5432', 'bad_config'],
    ['', 'bad_config'],
    ['postgresql://user:secret@127.0.0.1:1/db', 'database_unavailable'],
    ['postgresql://user:secret@host.invalid/db', 'database_unavailable'],
  ])('says what is wrong with %j, and never the password', async (url, code) => {
    const error = await openDatabase({ home, url }).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ code, hint: expect.any(String) });
    expect(JSON.stringify([error, (error as Error).message])).not.toContain('secret');
  });
});
