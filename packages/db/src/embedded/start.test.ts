import { type ChildProcess, spawn } from 'node:child_process';
import {
  chmod,
  chown,
  cp,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  rename,
  rm,
  stat,
  writeFile,
} from 'node:fs/promises';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { keeperName } from './keeper.js';
import { knownLocation } from './location.js';
import { readPostmasterFile } from './postmaster-file.js';
import { removeEmbeddedPostgres } from './remove.js';
import { type EmbeddedDatabase, startEmbeddedPostgres } from './start.js';

let folder: string;
let home: string;
const children: ChildProcess[] = [];

// One home for all tests, since making a database is the slowest part; each leaves it as it should be left.
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'uet-embedded-'));
  // As root the server runs as another account, which has to be able to enter.
  await chmod(folder, 0o711);
  home = await newHome("a home, with 'quotes' and ünïcödé");
});

afterEach(() => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
});

afterAll(async () => {
  for (const name of await readdir(folder)) await removeEmbeddedPostgres(join(folder, name));
  await rm(folder, { recursive: true });
});

async function newHome(name: string): Promise<string> {
  await mkdir(join(folder, name), { mode: 0o711 });
  return join(folder, name);
}

const start = (log?: (line: string) => void) =>
  startEmbeddedPostgres({ home, durable: false, ...(log === undefined ? {} : { log }) });

const dataFolder = async (of = home) => join(await knownLocation(of), 'data');

async function ask(url: string, sql: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => undefined);
  await client.connect();
  try {
    return (await client.query({ text: sql, rowMode: 'array' })).rows.flat();
  } finally {
    await client.end();
  }
}

/** Until the server has noticed that the others have gone. */
async function untilUsers(url: string, count: number): Promise<void> {
  const users = `select count(*)::int from pg_stat_activity where application_name = '${keeperName}'`;
  await expect.poll(() => ask(url, users), { timeout: 10_000 }).toEqual([count]);
}

async function eventually<T>(attempt: () => Promise<T>): Promise<T> {
  for (const deadline = performance.now() + 10_000; ; ) {
    try {
      return await attempt();
    } catch (error) {
      if (performance.now() > deadline) throw error;
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }
}

interface User {
  readonly child: ChildProcess;
  readonly tell: (line: string) => void;
  readonly hear: () => Promise<Record<string, unknown>>;
}

async function spawnUser(of = home): Promise<User> {
  const program = fileURLToPath(new URL('../testing/database-user.ts', import.meta.url));
  const child = spawn(process.execPath, ['--conditions=source', '--import', 'tsx', program, of], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  children.push(child);
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const user = {
    child,
    tell: (line: string) => child.stdin.write(`${line}\n`),
    hear: async () => JSON.parse((await lines.next()).value ?? '"gone"'),
  };
  expect(await user.hear()).toBe('here');
  return user;
}

const ended = (child: ChildProcess) => new Promise((resolve) => child.once('exit', resolve));

describe('startEmbeddedPostgres', () => {
  it('makes a database, keeps what is in it, and comes back at the same URL', async () => {
    const first = await start();
    expect(first.adopted).toBe(false);
    await ask(first.url, 'create table kept as select 42 as answer');
    await first.stop();
    expect(await readPostmasterFile(await dataFolder())).toBeUndefined();

    const second = await start();
    expect(second.url).toBe(first.url);
    expect(await ask(second.url, 'select answer from kept')).toEqual([42]);
    await second.stop();
  });

  it('is a PostgreSQL 18 that is durable, local, and the same on every machine', async () => {
    const database = await startEmbeddedPostgres({ home });
    const settings = `select name || '=' || setting from pg_settings where name in ('fsync', 'synchronous_commit',
      'listen_addresses', 'unix_socket_directories', 'TimeZone', 'jit', 'server_encoding') order by name`;
    expect(await ask(database.url, settings)).toEqual([
      'TimeZone=UTC',
      'fsync=on',
      'jit=off',
      'listen_addresses=127.0.0.1',
      'server_encoding=UTF8',
      'synchronous_commit=on',
      'unix_socket_directories=',
    ]);
    expect(await ask(database.url, "select current_setting('server_version'), upper('ä')")).toEqual([
      expect.stringMatching(/^18\./),
      'Ä',
    ]);
    await expect(ask(database.url.replace(/:[^:@]+@/, ':guess@'), 'select 1')).rejects.toThrow(/password/);
    const cluster = await knownLocation(home);
    expect((await stat(join(cluster, 'password'))).mode & 0o777).toBe(0o600);
    expect((await stat(cluster)).mode & 0o777).toBe(0o700);
    await database.stop();
  });

  it('gives four processes that start at the same moment one server, which the last to leave stops', async () => {
    const fresh = await newHome('fresh');
    const users = await Promise.all(Array.from({ length: 4 }, () => spawnUser(fresh)));
    for (const user of users) user.tell('start');
    const got = await Promise.all(users.map((user) => user.hear()));
    expect(new Set(got.map(({ pid }) => pid)).size).toBe(1);
    expect(new Set(got.map(({ url }) => url)).size).toBe(1);
    expect(got.filter(({ adopted }) => adopted === false)).toHaveLength(1);

    // The one that started it is killed; the others do not notice.
    const starter = users.find((_, index) => got[index]?.adopted === false);
    starter?.child.kill('SIGKILL');
    const rest = users.filter((user) => user !== starter);
    await untilUsers(String(got[0]?.url), rest.length);

    for (const user of rest) user.tell('stop');
    const logs = await Promise.all(rest.map((user) => user.hear()));
    expect(logs.filter(({ log }) => String(log).includes('stopped PostgreSQL'))).toHaveLength(1);
    expect(await readPostmasterFile(await dataFolder(fresh))).toBeUndefined();
  });

  it('adopts the server of a process that was killed, and stops it', async () => {
    const user = await spawnUser();
    user.tell('start');
    const { pid, url } = await user.hear();
    user.child.kill('SIGKILL');
    await ended(user.child);
    await untilUsers(String(url), 0);

    const database = await start();
    expect(database).toMatchObject({ pid, url, adopted: true });
    await database.stop();
    expect(await readPostmasterFile(await dataFolder())).toBeUndefined();
  });

  it('leaves the server to a client that it does not know', async () => {
    const log: string[] = [];
    const database = await start((line) => log.push(line));
    const client = new pg.Client({ connectionString: database.url, application_name: 'psql' });
    await client.connect();
    await database.stop();
    expect(log.at(-1)).toMatch(/^left PostgreSQL/);
    expect((await client.query('select 1 as one')).rows).toEqual([{ one: 1 }]);
    await client.end();
    await (await start()).stop();
  });

  it('starts the server again at the same URL when it is killed under its users', async () => {
    const database = await start();
    await ask(database.url, 'create table rescued as select 42 as answer');
    const { pid } = database;
    process.kill(pid, 'SIGKILL');
    expect(await eventually(() => ask(database.url, 'select answer from rescued'))).toEqual([42]);
    await eventually(async () => expect(database.pid).not.toBe(pid));
    await database.stop();
    expect(await readPostmasterFile(await dataFolder())).toBeUndefined();
  });

  it('is not fooled by the file of a killed server whose id a living process has now', async () => {
    const first = await start();
    const path = join(await dataFolder(), 'postmaster.pid');
    const text = await readFile(path, 'utf8');
    await first.stop();
    await writeFile(path, text.replace(/^\d+/, String(process.pid)));
    const second = await start();
    expect(second.adopted).toBe(false);
    expect(second.pid).not.toBe(process.pid);
    await second.stop();
  });

  it('takes another port where the one of last time is taken', async () => {
    const first = await start();
    await first.stop();
    const squatter = await listen(Number(new URL(first.url).port));
    try {
      const second = await start();
      expect(second.url).not.toBe(first.url);
      expect(await ask(second.url, 'select 1')).toEqual([1]);
      await second.stop();
    } finally {
      await new Promise((resolve) => squatter.close(resolve));
    }
  });

  it('serves a copy of a home apart from the original', async () => {
    const original = await start();
    await original.stop();
    const cluster = await knownLocation(home);
    const { gid, uid } = await stat(cluster);
    const reopened = await start();
    const copyHome = await newHome('copy');
    await cp(cluster, join(copyHome, 'postgres'), { recursive: true, preserveTimestamps: true });
    await ownAll(join(copyHome, 'postgres'), uid, gid);
    let copy: EmbeddedDatabase | undefined;
    try {
      copy = await startEmbeddedPostgres({ home: copyHome, durable: false });
      expect(copy).toMatchObject({ adopted: false });
      expect(copy.pid).not.toBe(reopened.pid);
    } finally {
      await copy?.stop();
      await reopened.stop();
    }
  });

  it('says what is wrong with a folder of another version, a damaged one, and one without its password', async () => {
    await (await start()).stop();
    const cluster = await knownLocation(home);
    const version = join(cluster, 'data', 'PG_VERSION');
    await writeFile(version, '17\n');
    await expect(start()).rejects.toMatchObject({
      code: 'database_failed',
      message: expect.stringContaining('PostgreSQL 17'),
    });
    await writeFile(version, '18\n');

    const control = join(cluster, 'data', 'global', 'pg_control');
    await rename(control, `${control}.away`);
    await expect(start()).rejects.toMatchObject({
      code: 'database_failed',
      message: expect.stringMatching(/damaged.*\n.*pg_control/s),
    });
    await rename(`${control}.away`, control);

    await writeFile(join(cluster, 'password'), 'not it\n');
    await expect(start()).rejects.toMatchObject({
      code: 'database_failed',
      message: expect.stringContaining('password'),
    });
    await rm(join(cluster, 'password'));
    await expect(start()).rejects.toMatchObject({ code: 'database_failed', where: cluster });
  });

  it('says so where the home is a file', async () => {
    const file = join(home, 'file');
    await writeFile(file, '');
    await expect(startEmbeddedPostgres({ home: file })).rejects.toMatchObject({ code: 'database_failed' });
  });
});

function listen(port: number): Promise<Server> {
  return new Promise((resolve, reject) => {
    const server = createServer((socket) => socket.destroy());
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => resolve(server));
  });
}

async function ownAll(path: string, uid: number, gid: number): Promise<void> {
  await chown(path, uid, gid);
  for (const entry of await readdir(path, { recursive: true })) await chown(join(path, entry), uid, gid);
}
