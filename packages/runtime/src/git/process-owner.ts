import { createHash } from 'node:crypto';
import { hostname } from 'node:os';
import {
  hasProc,
  type ProcessRow,
  readProcess,
  readPsTable,
  startTolerance,
} from '../processes/process-table.js';

/**
 * A folder belongs to the process that its name begins with: `<host>-<pid>-<start>-…`. The name is given
 * by the same `mkdir` that makes the folder, so no moment exists at which a folder has no owner.
 */
const ownedName = /^([0-9a-f]{6})-(\d+)-(\d+)-/;

const hostTag = (): string => createHash('sha256').update(hostname()).digest('hex').slice(0, 6);

async function processRow(pid: number): Promise<ProcessRow | null> {
  if (hasProc) return readProcess(pid);
  return (await readPsTable()).find((row) => row.pid === pid) ?? null;
}

/** The beginning of every folder name that this process owns. */
export async function ownerPrefix(): Promise<string> {
  const row = await processRow(process.pid);
  // Where the system tells no start time (0), a recycled pid keeps a dead process's folder, which is harmless.
  return `${hostTag()}-${process.pid}-${Math.round(row?.startedAt ?? 0)}-`;
}

/** Whose a folder name says it is: `alive`, `dead`, on another machine (`elsewhere`), or no owner's (`unowned`). */
export async function ownerOf(name: string): Promise<'alive' | 'dead' | 'elsewhere' | 'unowned'> {
  const [, host, pidText, startText] = ownedName.exec(name) ?? [];
  if (host === undefined) return 'unowned';
  if (host !== hostTag()) return 'elsewhere';
  const pid = Number(pidText);
  const row = await processRow(pid);
  if (row !== null) {
    const isSame = startText === '0' || Math.abs(row.startedAt - Number(startText)) <= startTolerance;
    return isSame && !row.zombie ? 'alive' : 'dead';
  }
  return hasProc || !answers(pid) ? 'dead' : 'alive';
}

/** For systems where neither `/proc` nor `ps` tells: does any process have this pid? */
function answers(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
