import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { manyTasks, taskNames } from '../support/many-tasks.js';
import { readFacts } from '../support/run-facts.js';
import { type Ended, makePlace, makeRepository, type RunPlace, textOf } from '../support/run-place.js';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'uet-database-'));
  await makeRepository(join(folder, 'repository'), { 'base.txt': 'base\n' });
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function killServer(place: RunPlace): Promise<void> {
  const file = await readFile(join(place.home, 'postgres/data/postmaster.pid'), 'utf8');
  process.kill(Number.parseInt(file, 10), 'SIGKILL');
}

async function untilCalls(place: RunPlace, count: number, ended: Promise<Ended>): Promise<void> {
  let isOver = false;
  void ended.then(() => {
    isOver = true;
  });
  while (!isOver) {
    const calls = (await textOf(join(place.folder, 'calls'))) ?? '';
    if (calls.split('\n').length > count) return;
    await wait(5);
  }
}

describe('a run whose database server is killed', { timeout: 180_000 }, () => {
  it.each([1, 5])('loses nothing, and does nothing twice: after %i calls', async (calls) => {
    const place = await makePlace(null, join(folder, 'repository'));
    try {
      const template = join(place.folder, 'template.yaml');
      await writeFile(template, manyTasks(place, taskNames()));
      const order = { template, target: 'main', slots: 3 };
      const { ended } = place.work(order);
      await untilCalls(place, calls, ended);
      await killServer(place);
      const first = await ended;
      if (first.result === null) {
        expect(first).toMatchObject({ exitCode: 5, signal: null });
        expect(first.stderr).toMatch(/error database_(?:unavailable|failed): /);
        expect((await place.work(order).ended).result?.state).toBe('succeeded');
      }
      expect(await readFacts(place)).toMatchObject({
        faults: [],
        outcome: { state: 'succeeded', landed: taskNames() },
      });
    } finally {
      await place.remove();
    }
  });
});
