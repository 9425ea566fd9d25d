import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type DrivenRun, driveOn, driveTemplate, templateOf } from '../support/driven-run.js';
import type { RunPlace } from '../support/run-place.js';
import { samplePlaces } from '../support/sample-places.js';

const mount = (path: string, options: string): unknown =>
  execFileSync('mount', ['-t', 'tmpfs', '-o', `${options},mode=0711`, 'uet-test', path], { stdio: 'pipe' });
const unmount = (path: string): unknown => execFileSync('umount', ['-l', path], { stdio: 'pipe' });

/** Only the superuser may mount a small device, and not in every container. */
function mayMount(): boolean {
  const path = mkdtempSync(join(tmpdir(), 'uet-mount-'));
  try {
    mount(path, 'size=1m');
    unmount(path);
    return true;
  } catch {
    return false;
  } finally {
    rmSync(path, { recursive: true, force: true });
  }
}

const { inPlace } = samplePlaces();

/** A place whose state folder has 8 MiB; the repository and the database are elsewhere. */
const onSmallDisk = (use: (place: RunPlace) => Promise<void>): Promise<void> =>
  inPlace(async (place) => {
    mount(place.home, 'size=8m');
    try {
      await use(place);
    } finally {
      unmount(place.home);
    }
  });

const makeRoom = (place: RunPlace): unknown =>
  execFileSync('mount', ['-o', 'remount,size=200m', place.home], { stdio: 'pipe' });

/** The run waits for room, nothing of what did not fit is anywhere, and with room it ends well. */
async function waitsForRoom(place: RunPlace, paused: DrivenRun, files: readonly string[]): Promise<void> {
  expect(paused.run).toMatchObject({ state: 'paused', reason: expect.stringContaining('no room') });
  expect(await place.git('status', '--porcelain')).toBe('');
  await place.git('fsck', '--strict');
  makeRoom(place);
  const ended = await driveOn(place, paused.run);
  expect(ended.run.state).toBe('succeeded');
  expect((await place.git('ls-tree', '-r', '--name-only', 'main')).split('\n').sort()).toEqual(
    ['base.txt', ...files].sort(),
  );
}

const head = 'policy: { allow_binary: true, max_changed_lines: unlimited }';
const twentyMegabytes = 'head -c 20000000 /dev/zero';

describe.skipIf(!mayMount())(
  'a run whose state folder is on a full disk (the superuser mounts one)',
  { timeout: 120_000 },
  () => {
    it('waits for room where a tool has none for its files, even one that does not mind', () =>
      onSmallDisk(async (place) => {
        const tasks = {
          small: [`run: 'echo small > small.txt'`],
          large: ['depends_on: [small]', 'retries: 1', `run: '${twentyMegabytes} > large.bin; true'`],
        };
        const paused = await driveTemplate(place, templateOf(tasks, head));
        expect(paused.tasks).toEqual({ small: 'completed', large: 'retrying' });
        await waitsForRoom(place, paused, ['small.txt', 'large.bin']);
        expect((await place.git('cat-file', '-s', 'main:large.bin')).trim()).toBe('20000000');
      }));

    it('waits for room where there is none for the log of a tool', () =>
      onSmallDisk(async (place) => {
        const tasks = { chatty: ['retries: 1', `run: '${twentyMegabytes}; echo said > said.txt'`] };
        await waitsForRoom(place, await driveTemplate(place, templateOf(tasks)), ['said.txt']);
      }));

    it('takes no verdict from a gate that had no room', () =>
      onSmallDisk(async (place) => {
        const gate = `gates: { unit: { type: custom, run: [sh, -c, '${twentyMegabytes} > scratch'], report: { format: exit_code } } }`;
        const tasks = { one: ['retries: 1', `run: 'echo one > one.txt'`] };
        const paused = await driveTemplate(place, templateOf(tasks, gate));
        expect(paused.events.filter(({ type }) => type === 'gate.fail')).toEqual([]);
        await waitsForRoom(place, paused, ['one.txt']);
      }));

    it('says so where there is no room to begin with', () =>
      onSmallDisk(async (place) => {
        mkdirSync(join(place.home, 'full'), { recursive: true });
        await writeFile(join(place.home, 'full', 'file'), Buffer.alloc(9 * 1024 ** 2)).catch(() => undefined);
        const tasks = { one: [`run: 'echo one > one.txt'`] };
        await expect(driveTemplate(place, templateOf(tasks))).rejects.toMatchObject({ code: 'disk_full' });
        expect(await place.git('status', '--porcelain')).toBe('');
        makeRoom(place);
        expect((await driveTemplate(place, templateOf(tasks))).run.state).toBe('succeeded');
      }));
  },
);
