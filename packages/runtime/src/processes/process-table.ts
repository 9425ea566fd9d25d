import { execFile } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { promisify } from 'node:util';

/** One process of this machine. */
export interface ProcessRow {
  readonly pid: number;
  readonly parentPid: number;
  readonly groupId: number;
  /** Null where the system does not tell (macOS). */
  readonly sessionId: number | null;
  /** Clock ticks since boot on Linux, seconds since 1970 elsewhere: comparable within one machine only. */
  readonly startedAt: number;
  /** It has ended, but its parent has not waited for it. */
  readonly zombie: boolean;
}

/** True on Linux. Elsewhere `ps` answers, which knows neither sessions nor environments. */
export const hasProc = existsSync('/proc/self/stat');

/** How far apart two readings of the start of one process may lie, in the unit of {@link ProcessRow.startedAt}. */
export const startTolerance = hasProc ? 0 : 2;

/** Rows read between two turns of the event loop: 256 take about 4 ms. */
const sliceLength = 256;

/** Parses `/proc/<pid>/stat`, see proc_pid_stat(5). */
export function parseStat(text: string): ProcessRow {
  // The name stands in parentheses and may itself contain spaces and parentheses.
  const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
  const [state, parentPid, groupId, sessionId] = fields;
  return {
    pid: Number.parseInt(text, 10),
    parentPid: Number(parentPid),
    groupId: Number(groupId),
    sessionId: Number(sessionId),
    startedAt: Number(fields[19]),
    zombie: state === 'Z' || state === 'X',
  };
}

/** Parses a line of `ps -A -o pid=,ppid=,pgid=,stat=,lstart=` in UTC; null for what is no such line. */
export function parsePsLine(line: string): ProcessRow | null {
  const match = /^\s*(\d+)\s+(\d+)\s+(\d+)\s+(\S+)\s+(.+)$/.exec(line);
  const seconds = Date.parse(`${match?.[5]} UTC`) / 1000;
  if (match === null || Number.isNaN(seconds)) return null;
  const [, pid, parentPid, groupId, state] = match;
  return {
    pid: Number(pid),
    parentPid: Number(parentPid),
    groupId: Number(groupId),
    sessionId: null,
    startedAt: seconds,
    zombie: state?.startsWith('Z') === true,
  };
}

/** The processes of this machine by `ps`, for systems without `/proc`; none where there is no `ps` either. */
export async function readPsTable(): Promise<ProcessRow[]> {
  const arguments_ = ['-A', '-o', 'pid=,ppid=,pgid=,stat=,lstart='];
  const options = { env: { PATH: process.env.PATH, LC_ALL: 'C', TZ: 'UTC0' }, maxBuffer: 64 * 1024 ** 2 };
  const answer = await promisify(execFile)('ps', arguments_, options).catch(() => ({ stdout: '' }));
  return answer.stdout.split('\n').flatMap((line) => parsePsLine(line) ?? []);
}

/** One process as it is at this moment; null where it is gone, or where there is no `/proc`. */
export function readProcess(pid: number): ProcessRow | null {
  try {
    return parseStat(readFileSync(`/proc/${pid}/stat`, 'latin1'));
  } catch {
    return null;
  }
}

/**
 * The pids in `/proc`, the youngest first, so that who lives for a moment only is read at once. Pids are given out in a
 * circle; the last one given stands in `/proc/loadavg`, see proc_loadavg(5).
 */
function youngestFirst(): number[] {
  const names = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  const last = Number(readFileSync('/proc/loadavg', 'latin1').split(' ').at(4));
  const older = (pid: number): number => (pid > last ? pid - 2 ** 32 : pid);
  return names.map(Number).sort((one, other) => older(other) - older(one));
}

/**
 * The processes of this machine, zombies included. `see` is called with each as soon as it is read: a moment later it
 * may be gone.
 */
export async function readProcessTable(
  see: (row: ProcessRow) => void = () => undefined,
): Promise<ProcessRow[]> {
  if (!hasProc) return readPsTable();
  const rows: ProcessRow[] = [];
  for (const [index, pid] of youngestFirst().entries()) {
    if (index % sliceLength === sliceLength - 1) await nextTurn();
    const row = readProcess(pid);
    if (row === null) continue;
    see(row);
    rows.push(row);
  }
  return rows;
}

/** Whether a process was started with this variable in its environment; false where that cannot be read. */
export function hasVariable(pid: number, name: string, value: string): boolean {
  try {
    const environment = readFileSync(`/proc/${pid}/environ`);
    return Buffer.concat([Buffer.of(0), environment]).includes(`\0${name}=${value}\0`);
  } catch {
    return false;
  }
}
