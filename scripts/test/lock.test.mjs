import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { withLock } from '../lib/lock.mjs';
import { aFolder } from './a-folder.mjs';

const lockModule = JSON.stringify(new URL('../lib/lock.mjs', import.meta.url).href);

/** Starts a process that runs `work` (source text) under the lock. */
const contender = (lock, work) =>
  spawn(
    process.execPath,
    [
      '--input-type=module',
      '-e',
      `import { withLock } from ${lockModule};
       import * as fs from 'node:fs';
       import { spawn } from 'node:child_process';
       await withLock(${JSON.stringify(lock)}, async (share) => { ${work} });`,
    ],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );

describe('withLock', () => {
  it('lets one process at a time work, and every one in the end', async () => {
    const folder = aFolder();
    const count = join(folder, 'count');
    writeFileSync(count, '0');
    const path = JSON.stringify(count);
    const work = `const seen = Number(fs.readFileSync(${path}, 'utf8'));
      await new Promise((resolve) => setImmediate(resolve));
      fs.writeFileSync(${path}, String(seen + 1));`;
    const contenders = Array.from({ length: 6 }, () => contender(join(folder, 'state', 'lock'), work));
    const ends = await Promise.all(contenders.map((child) => once(child, 'close')));
    expect(ends.map(([code]) => code)).toEqual([0, 0, 0, 0, 0, 0]);
    expect(readFileSync(count, 'utf8')).toBe('6');
  });

  it('tells once who holds it, and takes it over when the holder is killed', async () => {
    const lock = join(aFolder(), 'lock');
    const holder = contender(
      lock,
      `console.log('held'); await new Promise((resolve) => setTimeout(resolve, 60_000));`,
    );
    await once(holder.stdout, 'data');
    const waitedFor = [];
    const result = await withLock(
      lock,
      () => 'mine',
      (pid) => {
        waitedFor.push(pid);
        holder.kill('SIGKILL');
      },
    );
    expect(result).toBe('mine');
    expect(waitedFor).toEqual([holder.pid]);
    expect(readdirSync(lock)).toEqual([]);
  });

  it('stays with what a killed holder had started, until that ends', async () => {
    const lock = join(aFolder(), 'lock');
    const child = "spawn(process.execPath, ['-e', 'setTimeout(() => {}, 60_000)'], { stdio: 'ignore' })";
    const holder = contender(
      lock,
      `const child = ${child}; share(child.pid); console.log(child.pid); await new Promise(() => {});`,
    );
    const childPid = Number(String((await once(holder.stdout, 'data'))[0]));
    const ended = once(holder, 'exit');
    holder.kill('SIGKILL');
    await ended;
    const waitedFor = [];
    await withLock(
      lock,
      () => {},
      (pid) => {
        waitedFor.push(pid);
        process.kill(pid, 'SIGKILL');
      },
    );
    expect(waitedFor).toEqual([childPid]);
  });

  it('does not wait for a process that has only the number of the holder', async () => {
    const lock = join(aFolder(), 'lock');
    mkdirSync(lock);
    writeFileSync(join(lock, `${process.pid}-1`), '');
    expect(await withLock(lock, () => 'mine')).toBe('mine');
  });

  it('is free again after work that failed', async () => {
    const lock = join(aFolder(), 'lock');
    await expect(withLock(lock, () => Promise.reject(new Error('no')))).rejects.toThrow('no');
    expect(await withLock(lock, () => 'mine')).toBe('mine');
  });
});
