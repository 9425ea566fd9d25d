import { randomBytes } from 'node:crypto';
import { open, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { UetError } from '@uet/core';
import { z } from 'zod';
import { identifyProcess, isSameProcess, type ProcessIdentity } from '../processes/process-identity.js';

const serverRecord = z.object({
  url: z.url(),
  pid: z.int(),
  /** When the process started: its pid alone may be given to another one later. */
  started_at: z.string(),
  /** A token of the role admin. */
  token: z.string(),
});

/** A server that runs on this machine. */
export interface LocalServer {
  readonly url: string;
  readonly token: string;
}

const pathIn = (home: string): string => join(home, 'server.json');

/** Writes down, for this user alone, where a server is found: that of this process, unless it is another's. */
export async function announceServer(
  home: string,
  { url, token }: LocalServer,
  owner?: ProcessIdentity,
): Promise<void> {
  const { pid, startedAt } = owner ?? (await ownIdentity());
  const record: z.infer<typeof serverRecord> = { url, pid, started_at: startedAt, token };
  const made = `${pathIn(home)}.${randomBytes(6).toString('hex')}`;
  const file = await open(made, 'wx', 0o600);
  try {
    await file.writeFile(`${JSON.stringify(record)}\n`);
  } finally {
    await file.close();
  }
  await rename(made, pathIn(home));
}

async function ownIdentity(): Promise<ProcessIdentity> {
  const own = await identifyProcess(process.pid);
  if (own === null) throw new UetError('internal', 'this process is not in the table of processes');
  return own;
}

/** The server of this state folder that runs now, or null. What a server that was killed left behind counts for nothing. */
export async function findServer(home: string): Promise<LocalServer | null> {
  const record = await readRecord(home);
  if (record === null) return null;
  const { url, token, pid, started_at: startedAt } = record;
  return (await isSameProcess({ pid, startedAt })) ? { url, token } : null;
}

/** Takes back what {@link announceServer} wrote, where another server has not written over it. */
export async function forgetServer(home: string, { token }: Pick<LocalServer, 'token'>): Promise<void> {
  const record = await readRecord(home);
  if (record?.token === token) await rm(pathIn(home), { force: true });
}

/** The token that a server left in the file which does not run any more; null where there is none. */
export async function leftToken(home: string): Promise<string | null> {
  const record = await readRecord(home);
  return record === null || (await findServer(home)) !== null ? null : record.token;
}

async function readRecord(home: string): Promise<z.infer<typeof serverRecord> | null> {
  try {
    return serverRecord.parse(JSON.parse(await readFile(pathIn(home), 'utf8')));
  } catch {
    return null;
  }
}
