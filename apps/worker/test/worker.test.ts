import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { compileTemplate } from '@uet/core';
import { createTestDatabase, type TestDatabase } from '@uet/db/testing';
import { openSession, type Session, startRun } from '@uet/runtime';
import { afterEach, beforeEach, describe, expect, inject, it } from 'vitest';

const main = fileURLToPath(new URL('../src/main.ts', import.meta.url));

/** A repository with one commit. */
async function makeRepository(folder: string): Promise<void> {
  const git = (...args: string[]): void => {
    execFileSync('git', args, { cwd: folder });
  };
  git('init', '-q', '-b', 'main');
  git('config', 'user.name', 'Tester');
  git('config', 'user.email', 'tester@localhost');
  await writeFile(join(folder, 'README.md'), 'hello\n');
  git('add', '.');
  git('commit', '-qm', 'base');
}

describe('uet-worker', () => {
  let scratch: string;
  let repository: string;
  let database: TestDatabase;
  let session: Session;
  let worker: ChildProcess | undefined;

  beforeEach(async () => {
    scratch = await mkdtemp(join(tmpdir(), 'uet-worker-'));
    await chmod(scratch, 0o711);
    repository = await mkdtemp(join(scratch, 'repository-'));
    await makeRepository(repository);
    database = await createTestDatabase(inject('templateUrl'));
    session = await openSession({ environment: environment() });
  });

  afterEach(async () => {
    worker?.kill('SIGKILL');
    await session.close();
    await database.drop();
    await rm(scratch, { recursive: true, force: true });
  });

  const environment = (): NodeJS.ProcessEnv => ({
    ...process.env,
    UET_HOME: join(scratch, 'home'),
    DATABASE_URL: database.url,
  });

  const startWorker = (...args: string[]): ChildProcess => {
    const child = spawn(process.execPath, ['--conditions=source', '--import', 'tsx', main, ...args], {
      env: environment(),
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    worker = child;
    return child;
  };

  /** Waits until a run of the pool has ended. */
  const ended = async (runId: string): Promise<string | undefined> => {
    let cursor: string | undefined;
    for (;;) {
      const events = await session.store.events({
        runId,
        ...(cursor === undefined ? {} : { after: cursor }),
      });
      cursor = events.at(-1)?.cursor ?? cursor;
      const run = await session.store.find('runs', runId);
      if (run?.ended_at != null) return run.state;
    }
  };

  it('takes the runs of its pool, and ends in good order when it is told to', async () => {
    const child = startWorker('night', '2');
    const compiled = compileTemplate(
      {
        template: 'v1',
        metadata: { name: 'tiny', version: '1.0.0', title: 'Tiny', status: 'active', owner: 'tests' },
        phases: [
          {
            id: 'phase',
            workstreams: [
              { id: 'all', tasks: [{ id: 'write', run: ['sh', '-c', 'echo more >> README.md'] }] },
            ],
          },
        ],
      },
      {},
    );
    const run = await startRun(session.context, {
      compiled,
      targetBranch: 'done',
      origin: 'api',
      pool: 'night',
      config: {
        template: 'tiny',
        template_sha256: '0'.repeat(64),
        repository,
        parameters: {},
        max_concurrency: 2,
        timeout_s: 60,
        retries: 1,
        env: {},
        routing_strategy: 'auto',
        tools: null,
        budget: null,
        error_strategy: 'continue',
      },
    });
    expect(await ended(run.id)).toBe('succeeded');
    expect(execFileSync('git', ['show', 'done:README.md'], { cwd: repository, encoding: 'utf8' })).toBe(
      'hello\nmore\n',
    );

    child.kill('SIGTERM');
    expect(await once(child, 'exit')).toEqual([0, null]);
    const workers = await session.store.list('workers', { pool: 'night' });
    expect(workers.map(({ state }) => state)).toEqual(['stopped', 'stopped']);
  });

  it('refuses a number of slots that is none', async () => {
    const child = startWorker('night', 'many');
    expect(await once(child, 'exit')).toEqual([2, null]);
  });
});
