import { randomBytes } from 'node:crypto';
import { link, readFile, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { readOptional } from './private-file.js';
import { runToEnd } from './run-to-end.js';

/** What PostgreSQL writes into `postmaster.pid` of the data folder that it serves. */
export interface PostmasterFile {
  readonly pid: number;
  readonly port: number;
  /** As it was named when the server started; the folder may have moved since. */
  readonly dataFolder: string;
  readonly ready: boolean;
  readonly text: string;
}

/** Long enough for a server to write its own file; after that it is what a power cut left. */
const unfinishedMs = 5_000;

const pathIn = (dataFolder: string) => join(dataFolder, 'postmaster.pid');

/** Reads `postmaster.pid`; `undefined` where there is none, so no server. */
export async function readPostmasterFile(dataFolder: string): Promise<PostmasterFile | undefined> {
  const text = await readOptional(pathIn(dataFolder));
  return text === undefined ? undefined : parsePostmasterFile(text);
}

/**
 * Line by line: pid, data folder, start time, port, socket folder, address, memory key, status. The pid is 0 in a
 * file that is not yet, or was never, written to its end.
 */
export function parsePostmasterFile(text: string): PostmasterFile {
  const lines = text.split('\n').map((line) => line.trim());
  const [pid = '', dataFolder = '', , port = '', , , , status] = lines;
  const whole = /^[1-9]\d*$/.test(pid) && dataFolder !== '';
  return { pid: whole ? Number(pid) : 0, dataFolder, port: Number(port), ready: status === 'ready', text };
}

/**
 * False if the process that the file names is surely not the server of this data folder: it is gone, its id was given
 * to another program, or the file came along when the folder was copied.
 */
export async function mayBeServing(file: PostmasterFile, dataFolder: string): Promise<boolean> {
  if (file.pid === 0) return (await ageMs(pathIn(dataFolder))) < unfinishedMs;
  if (!isProcess(file.pid)) return false;
  const command = await commandLine(file.pid);
  // `ps` escapes what is not ASCII, each system in its own way.
  const parts = file.dataFolder.split(/[^\x20-\x7e]+/);
  if (command !== undefined && !parts.every((part) => command.includes(part))) return false;
  const [served, ours] = await Promise.all([stat(file.dataFolder).catch(() => undefined), stat(dataFolder)]);
  return served === undefined || (served.ino === ours.ino && served.dev === ours.dev);
}

/**
 * Removes a file that {@link mayBeServing} has ruled out; PostgreSQL itself would refuse to start as long as any
 * process of the same account has that id.
 */
export async function discardPostmasterFile(file: PostmasterFile, dataFolder: string): Promise<void> {
  const aside = join(dataFolder, `postmaster.stale-${randomBytes(4).toString('hex')}`);
  try {
    await rename(pathIn(dataFolder), aside);
  } catch {
    return; // Another process did the same.
  }
  // Between the look and the rename another process may have started a server: then the file is a living one.
  if ((await readFile(aside, 'utf8')) !== file.text)
    await link(aside, pathIn(dataFolder)).catch(() => undefined);
  await rm(aside, { force: true });
}

async function ageMs(path: string): Promise<number> {
  const file = await stat(path).catch(() => undefined);
  return file === undefined ? 0 : Date.now() - file.mtimeMs;
}

/** True if some process has this id, whoever it belongs to. */
export function isProcess(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** The command line of a process: empty for one that has ended but was not waited for, `undefined` if not to be had. */
async function commandLine(pid: number): Promise<string | undefined> {
  if (process.platform === 'linux') return readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => undefined);
  const end = await runToEnd('ps', ['-ww', '-o', 'command=', '-p', String(pid)]);
  return end.exitCode === 0 ? end.output : undefined;
}
