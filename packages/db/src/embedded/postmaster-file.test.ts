import { spawn } from 'node:child_process';
import { mkdir, mkdtemp, readFile, realpath, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  discardPostmasterFile,
  mayBeServing,
  parsePostmasterFile,
  readPostmasterFile,
} from './postmaster-file.js';

let folder: string;

beforeEach(async () => {
  folder = await realpath(await mkdtemp(join(tmpdir(), 'uet postmäster-')));
});

afterEach(() => rm(folder, { recursive: true }));

const textOf = (pid: number, dataFolder: string) =>
  `${pid}\n${dataFolder}\n1795146411\n45523\n\n127.0.0.1\n  2204097        20\nready   \n`;

describe('parsePostmasterFile', () => {
  it('reads pid, port, folder and status', () => {
    expect(parsePostmasterFile(textOf(41, '/a b/ü'))).toMatchObject({
      pid: 41,
      port: 45523,
      dataFolder: '/a b/ü',
      ready: true,
    });
  });

  it.each(['', '41', 'x\n/a\n', '\n\n\n'])('has pid 0 for the unfinished %j', (text) => {
    expect(parsePostmasterFile(text).pid).toBe(0);
  });
});

describe('mayBeServing', () => {
  it('is false for a process that is gone', async () => {
    const child = spawn(process.execPath, ['-e', '']);
    await new Promise((resolve) => child.once('exit', resolve));
    expect(await mayBeServing(parsePostmasterFile(textOf(child.pid ?? 0, folder)), folder)).toBe(false);
  });

  it('is false for a living process that is another program: the id was used again', async () => {
    expect(await mayBeServing(parsePostmasterFile(textOf(process.pid, folder)), folder)).toBe(false);
  });

  it('is false for a server of another folder, whose file was copied here', async () => {
    const copy = join(folder, 'copy');
    await mkdir(copy);
    const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)', '--', '-D', folder]);
    try {
      await new Promise((resolve) => child.once('spawn', resolve));
      const file = parsePostmasterFile(textOf(child.pid ?? 0, folder));
      expect(await mayBeServing(file, folder)).toBe(true);
      expect(await mayBeServing(file, copy)).toBe(false);
    } finally {
      child.kill('SIGKILL');
    }
  });

  it('waits for a file that is being written, but not for one that a power cut left unfinished', async () => {
    const path = join(folder, 'postmaster.pid');
    await writeFile(path, '');
    expect(await mayBeServing(parsePostmasterFile(''), folder)).toBe(true);
    const longAgo = new Date(Date.now() - 60_000);
    await utimes(path, longAgo, longAgo);
    expect(await mayBeServing(parsePostmasterFile(''), folder)).toBe(false);
  });
});

describe('discardPostmasterFile', () => {
  it('removes the file it was shown', async () => {
    await writeFile(join(folder, 'postmaster.pid'), textOf(41, folder));
    await discardPostmasterFile(parsePostmasterFile(textOf(41, folder)), folder);
    expect(await readPostmasterFile(folder)).toBeUndefined();
  });

  it('keeps a file that a server wrote in the meantime', async () => {
    await writeFile(join(folder, 'postmaster.pid'), textOf(42, folder));
    await discardPostmasterFile(parsePostmasterFile(textOf(41, folder)), folder);
    expect(await readFile(join(folder, 'postmaster.pid'), 'utf8')).toBe(textOf(42, folder));
  });
});
