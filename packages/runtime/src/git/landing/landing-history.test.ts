import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { testRepository } from '../../../test/support/landing-repository.js';
import { testFolder } from '../../../test/support/process-runs.js';
import { writeSyntheticHistory } from '../../testing/synthetic-history.js';
import { buildCandidate, moveBranch, parseCommit, readSeries } from './index.js';

let parent: string;
beforeAll(async () => {
  parent = await testFolder();
});

async function landHistory(options: { extra?: number; mergeEvery?: number; initArgs?: string[] } = {}) {
  const { folder, git, open } = await testRepository(parent, options);
  const count = await writeSyntheticHistory(join(folder, '.git'), { branch: 'main', extra: 60, ...options });
  const root = await git(['rev-list', '--first-parent', '--max-parents=0', 'main']);
  await git(['branch', 'landed', root]);
  const place = await open();
  let tip = root;
  const seen = { commits: 0, sameIds: 0, paths: new Set<string>() };
  for await (const change of readSeries(place.store, {
    gitDir: join(folder, '.git'),
    range: `${root}..main`,
  })) {
    const original = parseCommit(await place.store.readAs(change.commit, 'commit'));
    const candidate = await buildCandidate(place, { tip, patch: change, commit: change, allowEmpty: true });
    expect(candidate).toMatchObject({ ok: true, tree: original.tree });
    if (!candidate.ok) break;
    const moved = await moveBranch(place, {
      ref: 'refs/heads/landed',
      oldCommit: tip,
      newCommit: candidate.commit,
      reason: 'uet: land',
    });
    expect(moved).toEqual({ moved: true });
    tip = candidate.commit;
    seen.commits += 1;
    seen.paths.add(candidate.path);
    if (candidate.commit === change.commit) seen.sameIds += 1;
  }
  return { git, seen, count };
}

/** Lands in a process of its own, which is killed after so many commits; true where it ended by itself. */
async function landUntilKilled(folder: string, first: string, commits: number): Promise<boolean> {
  const script = join(import.meta.dirname, '../../../test/support/land-series-child.ts');
  const child = spawn(process.execPath, ['--conditions=source', '--import', 'tsx', script, folder, first], {
    cwd: join(import.meta.dirname, '../../..'),
    env: { ...process.env, SCRATCH: parent },
    detached: true,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = once(child, 'exit');
  let seen = 0;
  for await (const chunk of child.stdout) {
    seen += `${chunk}`.split('\n').length - 1;
    // The group: its git processes, too.
    if (seen >= commits && child.exitCode === null) process.kill(-(child.pid ?? 0), 'SIGKILL');
  }
  const [code] = await ended;
  return code === 0;
}

describe('landing a history', () => {
  it('makes every commit anew, id for id', async () => {
    const { git, seen, count } = await landHistory();
    expect(count).toBeGreaterThan(120);
    expect(seen.commits).toBe(count - 1);
    expect(seen.sameIds).toBe(count - 1);
    expect(seen.paths).toEqual(new Set(['exact', 'git']));
    expect(await git(['rev-parse', 'landed'])).toBe(await git(['rev-parse', 'main']));
    await git(['fsck', '--strict', '--no-dangling']);
  });

  it('takes a merge as one change against its first parent', async () => {
    const { git, seen, count } = await landHistory({ extra: 0, mergeEvery: 7 });
    expect(seen.commits).toBe(count - 1);
    expect(await git(['rev-parse', 'landed^{tree}'])).toBe(await git(['rev-parse', 'main^{tree}']));
  });

  it('ends on the same commit however often it is killed', async () => {
    const { folder, git } = await testRepository(parent);
    await writeSyntheticHistory(join(folder, '.git'), { branch: 'main', extra: 0 });
    const first = await git(['rev-list', '--max-parents=0', 'main']);
    await git(['branch', 'landed', first]);
    for (const commits of [1, 7, 19, 24]) await landUntilKilled(folder, first, commits);
    expect(await landUntilKilled(folder, first, Number.POSITIVE_INFINITY)).toBe(true);
    expect(await git(['rev-parse', 'landed'])).toBe(await git(['rev-parse', 'main']));
    expect(await git(['fsck', '--strict', '--no-dangling'])).toBe('');
  });

  it('works in a repository that uses SHA-256', async () => {
    const { seen, count } = await landHistory({ extra: 0, initArgs: ['--object-format=sha256'] });
    expect(seen.sameIds).toBe(count - 1);
  });
});
