import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { driveTemplate, type StepLines, templateOf } from '../support/driven-run.js';
import { fingerprintRepository } from '../support/fingerprint-repository.js';
import { leftProcesses, readFacts } from '../support/run-facts.js';
import type { RunPlace } from '../support/run-place.js';
import { samplePlaces } from '../support/sample-places.js';

const { inPlace } = samplePlaces({ 'base.txt': 'base\n', 'src/a.txt': 'a\n' }, (git) =>
  // The logs of branches are made with the first of them.
  git('branch', 'landed'),
);

const target = 'landed';

/** A task whose failure the run does not mind. */
const hostile = (script: string, ...lines: string[]): string[] => [
  'critical: false',
  'on_failure: continue',
  'retries: 1',
  ...lines,
  `run: |\n              ${script.replaceAll('\n', '\n              ')}`,
];

/** What every run has to come to, whatever its neighbors do. */
const good: StepLines = {
  before: [`run: 'echo before > before.txt'`],
  beside: [`run: 'sleep 0.5; echo beside > beside.txt'`],
  after: ['depends_on: [before, beside]', `run: 'cat before.txt beside.txt > after.txt'`],
};

const filesOf = async (place: RunPlace): Promise<string[]> =>
  (await place.git('ls-tree', '-r', '--name-only', target)).split('\n');

const goodFiles = ['after.txt', 'base.txt', 'before.txt', 'beside.txt', 'src/a.txt'];

const gate =
  'gates: { unit: { type: unit_tests, run: [sh, -c, "echo 1..1; echo ok 1 - all"], report: { format: tap } } }';

describe('hostile tools', { timeout: 180_000 }, () => {
  it('harm nobody by what they do to their worktree, its .git, and their processes', () =>
    inPlace(async (place) => {
      const before = await fingerprintRepository(place.repository, target);
      const { run, tasks } = await driveTemplate(
        place,
        templateOf(
          {
            ...good,
            forks: hostile(
              'setsid sleep 300 &\nnohup sh -c "sleep 60; echo late > late.txt; sleep 300" >/dev/null 2>&1 &',
            ),
            deaf: hostile(`trap '' TERM HUP INT\nwhile :; do sleep 0.1; done`, 'timeout_s: 1'),
            deletes: hostile('rm -rf "$PWD"'),
            'deletes-around': hostile('cd ..; rm -rf "$PWD"'),
            'rewrites-git': hostile(
              'rm -rf .git; git init -q .; git commit -q --allow-empty -m x; echo 1 > rewritten.txt',
            ),
            locks: hostile('touch .git/index.lock .git/HEAD.lock; echo 1 > locked.txt'),
            commits: hostile(
              'echo 1 > committed.txt; git add -A; git commit -qm mine; git checkout -qb other; git config user.name Evil',
            ),
            prunes: hostile(
              'git worktree prune; git gc -q --prune=now; git reflog expire --expire=now --all',
            ),
            'removes-common': hostile('rm -rf "$(git rev-parse --git-common-dir)"; echo 1 > orphaned.txt'),
            'breaks-workspace': hostile(
              `rm -rf ${place.home}/workspaces/*/repo.git; echo 1 > broke.txt`,
              'depends_on: [before]',
            ),
          },
          gate,
        ),
        { target, slots: 4 },
      );
      expect({ state: run.state, reason: run.reason }).toEqual({ state: 'succeeded', reason: null });
      expect(tasks).toMatchObject({ before: 'completed', beside: 'completed', after: 'completed' });
      expect(tasks).toMatchObject({ deaf: 'failed', deletes: 'failed', 'deletes-around': 'failed' });
      expect(await filesOf(place)).toEqual(
        [...goodFiles, 'broke.txt', 'committed.txt', 'locked.txt', 'orphaned.txt', 'rewritten.txt'].sort(),
      );
      expect(await fingerprintRepository(place.repository, target)).toEqual(before);
      expect((await readFacts(place, target)).faults).toEqual([]);
      expect(leftProcesses(run.id)).toEqual([]);
    }));

  it('may print as much as they like', () =>
    inPlace(async (place) => {
      const loud = [
        'timeout_s: 120',
        `run: 'yes "0123456789012345678901234567890123456789" | head -c 1073741824; echo said > said.txt'`,
      ];
      const { run, tasks } = await driveTemplate(place, templateOf({ loud }), { target });
      expect(tasks).toEqual({ loud: 'completed' });
      const logs = join(place.home, 'logs', run.id);
      const names = await readdir(logs, { recursive: true });
      const [log = ''] = names.filter((name) => name.endsWith('stdout.log'));
      expect((await stat(join(logs, log))).size).toBeLessThan(51 * 1024 ** 2);
      expect(await place.git('show', `${target}:said.txt`)).toBe('said');
    }));

  it('cannot land what they write into the worktree of another task, where that has a scope', () =>
    inPlace(async (place) => {
      const invade = `sleep 0.3
for tree in ${place.home}/workspaces/*/pools/*/trees/*/*; do
  if [ "$tree" != "$PWD" ]; then echo evil > "$tree/evil.txt"; echo evil > "$tree/src/a.txt"; fi
done`;
      const { run, tasks, events } = await driveTemplate(
        place,
        templateOf({
          victim: ['scope: [victim/**]', `run: 'mkdir victim; sleep 1; echo mine > victim/own.txt'`],
          invader: hostile(invade),
          after: ['depends_on: [victim, invader]', `run: 'cat base.txt src/a.txt > after.txt'`],
        }),
        { target },
      );
      expect(run.state).toBe('succeeded');
      expect(tasks).toEqual({ victim: 'completed', invader: 'completed', after: 'completed' });
      const refused = events.filter(({ type }) => type === 'patch.quarantine');
      expect(refused.map(({ reason }) => reason).join()).toContain('evil.txt');
      expect(await place.git('show', `${target}:after.txt`)).toBe('base\na');
      expect(await place.git('show', `${target}:victim/own.txt`)).toBe('mine');
      expect(await filesOf(place)).not.toContain('evil.txt');
    }));

  it('are told of where they write into the checkout or the branches of the user', () =>
    inPlace(async (place) => {
      const before = await fingerprintRepository(place.repository, target);
      const shop = place.repository;
      const { run, events } = await driveTemplate(
        place,
        templateOf({
          ...good,
          writes: hostile(`echo evil > ${shop}/base.txt; echo evil > ${shop}/evil.txt`),
          pushes: hostile(`git push -q ${shop} HEAD:refs/heads/evil`),
        }),
        { target },
      );
      expect(run.state).toBe('succeeded');
      expect(await filesOf(place)).toEqual(goodFiles);
      const told = events.filter(({ type }) => type === 'attempt.contamination');
      expect(told.every(({ severity }) => severity === 'warning')).toBe(true);
      const changes = told.flatMap(({ payload }) => payload.changes as string[]).join('\n');
      expect(changes).toContain(`the file base.txt in ${shop} is new`);
      expect(changes).toContain(`the file evil.txt in ${shop} is new`);
      expect(changes).toContain('the ref refs/heads/evil is new');
      const after = await fingerprintRepository(place.repository, target);
      const changed = [...new Set([...Object.keys(before), ...Object.keys(after)])].filter(
        (name) => before[name] !== after[name],
      );
      expect(changed.sort()).toEqual(
        ['.git/logs/refs/heads/evil', '.git/refs/heads/evil', 'base.txt', 'evil.txt'].sort(),
      );
    }));
});
