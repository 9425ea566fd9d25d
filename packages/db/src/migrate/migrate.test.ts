import { spawn } from 'node:child_process';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type pg from 'pg';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openPool } from '../open-pool.js';
import {
  createTestDatabase,
  startTestServer,
  type TestDatabase,
  type TestServer,
} from '../testing/test-database.js';
import { engineAdapter } from './engine-adapter.js';
import { jobQueueRevision } from './history.js';
import { migrate, migrationStatus } from './migrate.js';
import { readMigrations } from './migrations-folder.js';
import { migrationList, noFilter, openSchemaEngine } from './schema-engine.js';

const first = `-- Semicolons; in comments, 'strings', and bodies.
CREATE TABLE "note" ("id" TEXT NOT NULL PRIMARY KEY, "text" TEXT NOT NULL DEFAULT 'a;b');
CREATE FUNCTION shout() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN NEW.text := upper(NEW.text); RETURN NEW; END $$;
CREATE TRIGGER shout BEFORE INSERT ON "note" FOR EACH ROW EXECUTE FUNCTION shout();
`;
const second = 'ALTER TABLE "note" ADD COLUMN "number" INTEGER;\n';

let server: TestServer;
let root: string;
let folder: string;
let database: TestDatabase;
let pool: pg.Pool;

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'uet-migrate-'));
  await mkdir(join(root, 'none'));
  server = await startTestServer(join(root, 'none'));
});

afterAll(async () => {
  await server.stop();
  await rm(root, { recursive: true });
});

beforeEach(async () => {
  folder = await mkdtemp(join(root, 'migrations-'));
  await write('20260101000000_first', first);
  await write('20260102000000_second', second);
  database = await createTestDatabase(server.templateUrl);
  pool = openPool({ connectionString: database.url, max: 4 });
  await pool.query('drop schema graphile_worker cascade');
});

afterEach(async () => {
  await pool.end();
  await database.drop();
});

function spawnMigration() {
  const program = fileURLToPath(new URL('../testing/migrating-process.ts', import.meta.url));
  const args = ['--conditions=source', '--import', 'tsx', program, database.url, folder];
  return spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
}

async function write(name: string, sql: string): Promise<void> {
  await mkdir(join(folder, name), { recursive: true });
  await writeFile(join(folder, name, 'migration.sql'), sql);
}

describe('migrate', () => {
  it('applies what is pending, in order, with triggers and strings whole', async () => {
    expect(await migrate(pool, folder)).toEqual({
      applied: ['20260101000000_first', '20260102000000_second'],
    });
    await pool.query("insert into note (id, text) values ('1', 'hello; world')");
    expect((await pool.query('select * from note')).rows).toEqual([
      { id: '1', text: 'HELLO; WORLD', number: null },
    ]);
  });

  it('applies nothing twice, and later migrations on top', async () => {
    await migrate(pool, folder);
    expect(await migrate(database.url, folder)).toEqual({ applied: [] });
    await write('20260103000000_third', 'DROP TABLE "note";');
    expect(await migrate(database.url, folder)).toEqual({ applied: ['20260103000000_third'] });
  });

  it('makes the tables of the job queue, at the revision that the installed version knows', async () => {
    await migrate(pool, folder);
    await pool.query("select graphile_worker.add_job('tick')");
    const worker = dirname(dirname(createRequire(import.meta.url).resolve('graphile-worker')));
    const last = (await readdir(join(worker, 'sql'))).sort().at(-1);
    expect(Number.parseInt(last ?? '', 10)).toBe(jobQueueRevision);
  });

  it("keeps the history that Prisma's own program reads", async () => {
    await migrate(pool, folder);
    const engine = await openSchemaEngine(engineAdapter(pool, []), undefined);
    const migrationsList = migrationList(folder, await readMigrations(folder));
    expect(
      await engine.diagnoseMigrationHistory({
        migrationsList,
        optInToShadowDatabase: false,
        filters: noFilter,
      }),
    ).toEqual({
      editedMigrationNames: [],
      failedMigrationNames: [],
      hasMigrationsTable: true,
      history: null,
    });
    engine.free();
  });

  it('lets processes that come at once wait for the one that does it', async () => {
    const results = await Promise.all(Array.from({ length: 6 }, () => migrate(database.url, folder)));
    expect(results.filter(({ applied }) => applied.length === 2)).toHaveLength(1);
    expect(results.filter(({ applied }) => applied.length === 0)).toHaveLength(5);
  });

  it('needs no more than a few milliseconds where there is nothing to do', async () => {
    await migrate(pool, folder);
    const times = [];
    for (let round = 0; round < 5; round += 1) {
      const begin = performance.now();
      await migrate(pool, folder);
      times.push(performance.now() - begin);
    }
    expect(Math.min(...times)).toBeLessThan(20);
  });

  it('leaves the database as it was where a migration does not apply, and says which and on what line', async () => {
    await write(
      '20260103000000_third',
      'CREATE TABLE "extra" ();\n\nALTER TABLE "missing"\n  ADD COLUMN "x" TEXT;',
    );
    await expect(migrate(pool, folder)).rejects.toMatchObject({
      code: 'database_failed',
      message: expect.stringContaining('relation "missing" does not exist'),
      where: '20260103000000_third/migration.sql',
    });
    expect(await migrationStatus(pool, folder)).toMatchObject({ applied: [], failed: [] });

    await write('20260103000000_third', 'SELECT 1;\n\nSELECT missing();\n');
    await expect(migrate(pool, folder)).rejects.toMatchObject({
      where: '20260103000000_third/migration.sql:3',
    });

    await write('20260103000000_third', 'CREATE TABLE "extra" ();');
    expect((await migrate(pool, folder)).applied).toHaveLength(3);
  });

  it('goes on where a process was killed in the middle', async () => {
    await write('20260103000000_third', 'CREATE TABLE "extra" ();\nSELECT pg_sleep(600);');
    const child = spawnMigration();
    const asleep =
      "select from pg_stat_activity where wait_event = 'PgSleep' and datname = current_database()";
    await expect.poll(async () => (await pool.query(asleep)).rowCount, { timeout: 10_000 }).toBe(1);
    child.kill('SIGKILL');

    await write('20260103000000_third', 'CREATE TABLE "extra" ();');
    expect((await migrate(pool, folder)).applied).toHaveLength(3);
  });

  it('leaves nothing behind that would keep a process from ending', async () => {
    const { stdout } = spawnMigration();
    const said = (await stdout.setEncoding('utf8').toArray()).join('');
    expect(JSON.parse(said)).not.toContain('Timeout');
  });

  it('refuses a database that a newer version has used', async () => {
    await migrate(pool, folder);
    await rm(join(folder, '20260102000000_second'), { recursive: true });
    await expect(migrate(pool, folder)).rejects.toMatchObject({
      code: 'database_failed',
      message: expect.stringMatching(/newer version.*20260102000000_second/),
      hint: expect.stringContaining('Update'),
    });
    await write('20260102000000_second', second);
    await pool.query('insert into graphile_worker.migrations (id, breaking) values (1000, true)');
    await expect(migrate(pool, folder)).rejects.toMatchObject({
      message: expect.stringContaining('job queue'),
    });
  });

  it('refuses migrations that were changed after they were applied, but not their line ends', async () => {
    await migrate(pool, folder);
    await write('20260101000000_first', first.replaceAll('\n', '\r\n'));
    expect(await migrate(pool, folder)).toEqual({ applied: [] });
    await write('20260101000000_first', `${first}-- changed\n`);
    await expect(migrate(pool, folder)).rejects.toMatchObject({
      code: 'database_failed',
      message: expect.stringContaining('20260101000000_first'),
    });
  });

  it('refuses to go on after a migration that another program left half-way', async () => {
    await migrate(pool, folder);
    await pool.query("update _prisma_migrations set finished_at = null where migration_name like '%second'");
    await expect(migrate(pool, folder)).rejects.toMatchObject({
      code: 'database_failed',
      message: expect.stringMatching(/half-way.*20260102000000_second/),
      hint: expect.stringContaining('prisma migrate resolve'),
    });
  });

  it('says so where the database is not there', async () => {
    await expect(migrate(`${database.url}_not`, folder)).rejects.toMatchObject({ code: 'database_failed' });
    await expect(migrate('postgresql://x:y@127.0.0.1:1/z', folder)).rejects.toMatchObject({
      code: 'database_unavailable',
    });
  });
});

describe('migrationStatus', () => {
  it('tells applied from pending and changes nothing', async () => {
    const pending = ['20260101000000_first', '20260102000000_second'];
    const nothing = { edited: [], unknown: [], failed: [] };
    expect(await migrationStatus(pool, folder)).toEqual({
      applied: [],
      pending,
      ...nothing,
      jobQueue: 'behind',
    });
    expect((await pool.query("select to_regclass('_prisma_migrations') as it")).rows).toEqual([{ it: null }]);
    await migrate(pool, folder);
    expect(await migrationStatus(database.url, folder)).toEqual({
      applied: pending,
      pending: [],
      ...nothing,
      jobQueue: 'current',
    });
  });
});

describe('readMigrations', () => {
  it('has the checksums that Prisma stores', async () => {
    await migrate(pool, folder);
    const { rows } = await pool.query('select checksum from _prisma_migrations order by migration_name');
    expect(rows.map(({ checksum }) => checksum)).toEqual(
      (await readMigrations(folder)).map(({ checksum }) => checksum),
    );
  });

  it('takes a folder without migration.sql for a fault of the program', async () => {
    await mkdir(join(folder, '20260104000000_empty'));
    await expect(readMigrations(folder)).rejects.toMatchObject({ code: 'internal' });
    expect(await readFile(join(folder, '20260101000000_first', 'migration.sql'), 'utf8')).toBe(first);
  });
});
