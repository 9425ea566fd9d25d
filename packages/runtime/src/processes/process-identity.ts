import { readFileSync } from 'node:fs';
import { hasProc, readProcess, readProcessTable } from './process-table.js';

/** A process for good: its pid alone may be given to another one later. */
export interface ProcessIdentity {
  readonly pid: number;
  /** When it started, as its system tells: comparable as text on the same machine. */
  readonly startedAt: string;
}

/** Differs from boot to boot, because the start of a process is counted from there; empty where it is not told. */
function bootId(): string {
  try {
    return readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
  } catch {
    return '';
  }
}

/** The identity of a process that runs now, or null where there is none with this pid. */
export async function identifyProcess(pid: number): Promise<ProcessIdentity | null> {
  const row = hasProc ? readProcess(pid) : (await readProcessTable()).find((each) => each.pid === pid);
  return row == null || row.zombie ? null : { pid, startedAt: `${bootId()}:${row.startedAt}` };
}

/** True while exactly this process runs. */
export async function isSameProcess(known: ProcessIdentity): Promise<boolean> {
  return (await identifyProcess(known.pid))?.startedAt === known.startedAt;
}
