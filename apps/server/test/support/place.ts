import { execFileSync } from 'node:child_process';
import { chmod, mkdir, mkdtemp, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createTestDatabase } from '@uet/db/testing';
import { openSession, type Session } from '@uet/runtime';
import { inject } from 'vitest';

/** A state folder, a database and a repository for the tests of one file. */
export interface Place {
  readonly path: string;
  readonly repository: string;
  readonly session: Session;
  readonly close: () => Promise<void>;
}

/** Makes a place; it is to be closed in the end. */
export async function openPlace(): Promise<Place> {
  const path = await realpath(await mkdtemp(join(tmpdir(), 'uet-server-')));
  await chmod(path, 0o711);
  const database = await createTestDatabase(inject('templateUrl'));
  const { PATH = '' } = process.env;
  const session = await openSession({
    environment: { PATH, HOME: path, UET_HOME: join(path, 'home'), DATABASE_URL: database.url },
  });
  return {
    path,
    repository: await makeRepository(join(path, 'repository')),
    session,
    async close() {
      await session.close();
      await database.drop();
      await rm(path, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

async function makeRepository(folder: string): Promise<string> {
  const git = (...args: string[]): void => {
    execFileSync('git', args, { cwd: folder });
  };
  await mkdir(folder);
  git('init', '-q', '-b', 'main');
  git('config', 'user.name', 'Tester');
  git('config', 'user.email', 'tester@localhost');
  await writeFile(join(folder, 'README.md'), '# A shop\n');
  await writeFile(join(folder, 'list.txt'), 'one\ntwo\n');
  git('add', '.');
  git('commit', '-qm', 'Start');
  return folder;
}
