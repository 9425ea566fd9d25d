import { execFileSync } from 'node:child_process';
import { chmod, mkdtemp, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createTestDatabase } from '@uet/db/testing';
import { createToken, openSession, startEngine } from '@uet/runtime';
import { serverPool, startServer } from '@uet/server';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { service } from './service.mjs';

const template = fileURLToPath(new URL('template.yaml', import.meta.url));

describe('the service', () => {
  let folder;
  let database;
  let session;
  let server;
  let token;

  beforeAll(async () => {
    folder = await realpath(await mkdtemp(join(tmpdir(), 'uet-api-client-')));
    await chmod(folder, 0o711);
    const git = (...args) => execFileSync('git', args, { cwd: folder });
    git('init', '-q', '-b', 'main');
    git('config', 'user.name', 'Tester');
    git('config', 'user.email', 'tester@localhost');
    await writeFile(join(folder, 'README.md'), 'hello\n');
    git('add', 'README.md');
    git('commit', '-qm', 'Start');
    database = await createTestDatabase(inject('templateUrl'));
    const { PATH = '' } = process.env;
    session = await openSession({
      environment: { PATH, HOME: folder, UET_HOME: join(folder, 'home'), DATABASE_URL: database.url },
    });
    const { context } = session;
    const engine = await startEngine({
      context,
      database: session.database.pool,
      pool: serverPool,
      slots: 1,
    });
    server = await startServer({ session, port: 0, engine });
    const given = { name: 'my-service', role: 'operator', kind: 'service', expiresAt: null };
    token = (await createToken(context, given, 'person:admin')).token;
  });
  afterAll(async () => {
    await server?.stop();
    await session?.close();
    await database?.drop();
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  });

  it('has its work done, and tells what happened and what it cost', async () => {
    const lines = [];
    const say = (line) => lines.push(line);
    const asked = { url: server.url, token, template, repository: folder, say };
    expect(await service(asked)).toBe('succeeded');
    expect(lines[0]).toMatch(/^run [0-9A-Z]{26} started$/);
    expect(lines).toContain('  patch.commit');
    expect(lines.at(-2)).toBe('succeeded: 1 patches landed, for $0');
    expect(lines.at(-1)).toMatch(/command: \$0, \d+ ms$/i);

    lines.length = 0;
    expect(await service(asked)).toBe('succeeded');
    expect(lines[0]).toMatch(/was started before$/);
  });

  it('says what is wrong, and what to do', async () => {
    const asked = { url: server.url, token: 'uet_wrong', template, repository: folder, say: () => undefined };
    await expect(service(asked)).rejects.toMatchObject({ data: { uet: { code: 'unauthenticated' } } });
  });
});
