import { chmod, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { driveOn, driveTemplate, templateOf } from '../support/driven-run.js';
import { fingerprintRepository } from '../support/fingerprint-repository.js';
import { openPlace } from '../support/open-place.js';
import { type RunPlace, textOf } from '../support/run-place.js';
import { samplePlaces } from '../support/sample-places.js';

const { inPlace } = samplePlaces({
  '.gitattributes': '*.txt filter=upper diff=loud\n',
  '.gitignore': 'ignored/\n',
  'base.txt': 'base\n',
  'dos.md': 'one\r\ntwo\r\n',
  'staged.md': 'old\n',
  'unstaged.md': 'old\n',
});

const hookNames = [
  ...[
    'applypatch-msg',
    'commit-msg',
    'fsmonitor-watchman',
    'post-applypatch',
    'post-checkout',
    'post-commit',
  ],
  ...['post-index-change', 'post-merge', 'post-rewrite', 'pre-applypatch', 'pre-auto-gc', 'pre-commit'],
  ...[
    'pre-merge-commit',
    'pre-push',
    'pre-rebase',
    'prepare-commit-msg',
    'push-to-checkout',
    'reference-transaction',
  ],
];

/** Leaves a mark and fails: as a hook, a monitor, a signing program, an external diff. */
async function writeTrap(place: RunPlace, path: string): Promise<void> {
  await writeFile(path, `#!/bin/sh\necho "$0 $*" >> "${place.folder}/sprung"\nexit 1\n`);
  await chmod(path, 0o755);
}

/** Sets the user's own configuration and the repository's against whoever runs git there without care. */
async function setTraps(place: RunPlace): Promise<NodeJS.ProcessEnv> {
  const { repository, git } = place;
  const trap = join(place.folder, 'trap.sh');
  await writeTrap(place, trap);
  for (const name of hookNames) await writeTrap(place, join(repository, '.git/hooks', name));
  const settings: Record<string, string> = {
    'core.autocrlf': 'true',
    'core.fsmonitor': trap,
    'core.pager': trap,
    'commit.gpgSign': 'true',
    'tag.gpgSign': 'true',
    'gpg.program': trap,
    'diff.external': trap,
    'diff.loud.textconv': trap,
    'filter.upper.clean': 'tr A-Z a-z',
    'filter.upper.smudge': 'tr a-z A-Z',
    'merge.default': trap,
    'gc.auto': '1',
  };
  for (const [key, value] of Object.entries(settings)) await git('config', key, value);
  const home = join(place.folder, 'user');
  await mkdir(home);
  const sections =
    '[commit]\n\tgpgSign = true\n[gpg]\n\tprogram = %\n[core]\n\tautocrlf = true\n\thooksPath = %.d\n';
  await writeFile(join(home, '.gitconfig'), sections.replaceAll('%', trap));
  await mkdir(`${trap}.d`);
  for (const name of hookNames) await writeTrap(place, join(`${trap}.d`, name));
  return { HOME: home, GIT_DIR: '/nonexistent', GIT_INDEX_FILE: '/nonexistent/index' };
}

/** Work in progress of every kind. */
async function makeMess({ repository, git, folder: place }: RunPlace): Promise<void> {
  await writeFile(join(repository, 'staged.md'), 'stashed\n');
  await git('stash');
  await git('branch', 'other');
  await git('tag', '-a', 'v1', '-m', 'one');
  await git('notes', 'add', '-m', 'a note');
  await git('worktree', 'add', '--quiet', '-b', 'linked', join(place, 'linked'));
  await writeFile(join(repository, 'staged.md'), 'staged\n');
  await git('add', 'staged.md');
  await writeFile(join(repository, 'unstaged.md'), 'unstaged\n');
  await writeFile(join(repository, 'untracked.md'), 'untracked\n');
  await mkdir(join(repository, 'ignored'));
  await writeFile(join(repository, 'ignored/cache'), 'cache\n');
}

const template = templateOf(
  {
    first: [`run: 'echo first > first.txt; tr a-z A-Z < dos.md > dos2.md'`],
    second: ['depends_on: [first]', `run: 'cat first.txt base.txt > second.txt'`],
  },
  'gates: { unit: { type: unit_tests, run: [sh, -c, "echo 1..1; echo ok 1 - all"], report: { format: tap } } }',
);

async function runTemplate(
  place: RunPlace,
  target: string,
  env: NodeJS.ProcessEnv,
): Promise<string | undefined> {
  const path = join(place.folder, 'template.yaml');
  await writeFile(path, template);
  const { result, stderr } = await place.work({ template: path, target, slots: 2 }, env).ended;
  if (result === null) throw new Error(stderr);
  return result.state;
}

describe('the repository of the user', { timeout: 120_000 }, () => {
  it('is byte for byte what it was, but for objects and the branch that was landed on', () =>
    inPlace(async (place) => {
      await makeMess(place);
      const env = await setTraps(place);
      const before = await fingerprintRepository(place.repository, 'landed');
      expect(await runTemplate(place, 'landed', env)).toBe('succeeded');
      expect(await fingerprintRepository(place.repository, 'landed')).toEqual(before);
      expect(await textOf(join(place.folder, 'sprung'))).toBeNull();
      expect(await place.git('show', 'landed:second.txt')).toBe('first\nbase');
      expect(await place.git('show', 'landed:dos2.md')).toBe('ONE\r\nTWO');
    }));

  it('gets the files as well, where its target is checked out and clean', () =>
    inPlace(async (place) => {
      await writeFile(join(place.repository, 'untracked.md'), 'untracked\n');
      const env = await setTraps(place);
      expect(await runTemplate(place, 'main', env)).toBe('succeeded');
      expect(await textOf(join(place.folder, 'sprung'))).toBeNull();
      const { repository } = place;
      // By the user's own rules: line ends and filters as a checkout of theirs would have them.
      expect(await readFile(join(repository, 'first.txt'), 'utf8')).toBe('FIRST\n'.replace('\n', '\r\n'));
      expect(await readFile(join(repository, 'untracked.md'), 'utf8')).toBe('untracked\n');
      await rm(join(repository, '.git/hooks'), { recursive: true });
      const status = await place.git('-c', 'core.fsmonitor=false', 'status', '--porcelain');
      expect(status).toBe('?? untracked.md');
      expect(await place.git('symbolic-ref', 'HEAD')).toBe('refs/heads/main');
    }));

  it('is refused before anything starts, where its target is checked out and has changes', () =>
    inPlace(async (place) => {
      await writeFile(join(place.repository, 'base.txt'), 'mine\n');
      const before = await fingerprintRepository(place.repository, 'none');
      await expect(driveTemplate(place, template)).rejects.toMatchObject({
        code: 'target_dirty',
        message: expect.stringContaining('base.txt'),
      });
      expect(await fingerprintRepository(place.repository, 'none')).toEqual(before);
      const session = await openPlace(place);
      expect(await session.store.list('runs', {})).toEqual([]);
      await session.close();
    }));

  it('keeps what a person changes in the middle of a run, which waits until that is out of the way', () =>
    inPlace(async (place) => {
      const file = join(place.repository, 'base.txt');
      const slow = templateOf({
        one: [`run: 'sleep 1; echo one > one.txt'`],
        two: ['depends_on: [one]', `run: 'echo two > two.txt'`],
      });
      const paused = await driveTemplate(place, slow, {
        meanwhile: async ({ store }) => {
          while ((await store.list('tasks', { state: 'running' })).length === 0) await wait(10);
          await writeFile(file, 'mine\n');
        },
      });
      expect(paused.run.state).toBe('paused');
      expect(paused.run.reason).toMatch(/base\.txt.*[Cc]ommit, stash or move/);
      expect(paused.tasks).toEqual({ one: 'validating', two: 'pending' });
      expect(await readFile(file, 'utf8')).toBe('mine\n');
      expect(await place.git('status', '--porcelain')).toBe(' M base.txt');
      const still = await driveOn(place, paused.run);
      expect(still.run.state).toBe('paused');
      await place.git('commit', '--quiet', '--all', '--message', 'mine');
      const ended = await driveOn(place, paused.run);
      expect(ended.run.state).toBe('succeeded');
      expect(await place.git('log', '--format=%s', '-3')).toBe('two\none\nmine');
      expect(await place.git('status', '--porcelain')).toBe('');
    }));
});
