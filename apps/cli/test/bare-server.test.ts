import { join } from 'node:path';
import { type Engine, openSession, type Session, startEngine } from '@uet/runtime';
import { type Server, serverPool, startServer } from '@uet/server';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type CallOptions, call } from './support/call.js';
import { ownPlace } from './support/own-place.js';
import { makeRepository, writeFiles } from './support/places.js';

const own = ownPlace();
let session: Session;
let server: Server;

const template = `template: v1
metadata: { name: small, version: 1.0.0, status: active, owner: shop }
phases: [{ id: p, workstreams: [{ id: w, tasks: [{ id: a, run: 'echo made > made.txt' }] }] }]
`;

const uet = (argv: readonly string[], more: Partial<CallOptions> = {}) =>
  call(argv, { cwd: own.path, env: own.env, ...more });

beforeAll(async () => {
  await makeRepository(join(own.path, 'repo'));
  await writeFiles(own.path, { 't.yaml': template });
  const { PATH = '', HOME = '' } = process.env;
  session = await openSession({ environment: { PATH, HOME, ...own.env }, defaultPool: serverPool });
  server = await startServer({ session, port: 0, publicUrl: 'https://uet.example' });
});
afterAll(async () => {
  await server?.stop();
  await session?.close();
});

describe('a command that follows a run at a server without workers', () => {
  const waits = /^run \w{26} waits: no worker serves the pool main; .*`uet up`.*$/gm;

  it.each([
    ['run', 'stdout', ['run', 't.yaml', '--repo', 'repo']],
    ['resume --json', 'stderr', ['resume', '--json']],
  ] as const)('says so in one line, waits, and goes on once there is one: %s', async (name, where, argv) => {
    if (name !== 'run') await uet(['run', 't.yaml', '--repo', 'repo', '--detach']);
    let engine: Promise<Engine> | undefined;
    const onWrite = (text: string): void => {
      if (/no worker/.test(text)) engine ??= start();
    };
    const { exitCode, stdout, stderr } = await uet(argv, { onWrite });
    await (await engine)?.stop();
    expect(exitCode, stdout + stderr).toBe(0);
    expect({ stdout, stderr }[where].match(waits)).toHaveLength(1);
  });
});

describe('uet token link', () => {
  it('makes a link with the address that people use', async () => {
    const { stdout } = await uet(['token', 'link', '--json']);
    expect(JSON.parse(stdout).url).toMatch(/^https:\/\/uet\.example\/sign-in#[\w-]+$/);
  });
});

/** A worker of the pool of the server. */
const start = (): Promise<Engine> =>
  startEngine({ context: session.context, database: session.database.pool, pool: serverPool, slots: 1 });
