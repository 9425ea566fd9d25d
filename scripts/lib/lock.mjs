import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, renameSync, rmdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

const POLL_MS = 100;

/** When a process started, in whatever unit its system counts; '' where it cannot be told, undefined when it is gone. */
const startOf = (pid) => {
  try {
    process.kill(pid, 0);
  } catch (error) {
    if (error.code === 'ESRCH') return undefined;
  }
  try {
    // Fields 3 (state) and 22 (start) of proc(5); the name before them may hold spaces and brackets.
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return fields[0] === 'Z' ? undefined : fields[19];
  } catch {
    if (process.platform === 'win32' || process.platform === 'linux') return '';
    const { stdout } = spawnSync('ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8' });
    return (stdout ?? '').replace(/\W+/g, '');
  }
};

const isAlive = (owner) => {
  const [pid, start] = owner.split('-');
  const now = startOf(Number(pid));
  return now !== undefined && (now === '' || now === start);
};

const ownersOf = (folder) => {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
};

/** Puts the prepared folder in the place of the lock: succeeds only where there is none, or an empty one. */
const claim = (prepared, folder) => {
  try {
    if (process.platform === 'win32') rmdirSync(folder, { recursive: false });
  } catch {
    // Not there, or not empty: the rename decides.
  }
  try {
    renameSync(prepared, folder);
    return true;
  } catch (error) {
    if (['ENOTEMPTY', 'EEXIST', 'EPERM'].includes(error.code)) return false;
    throw error;
  }
};

const nameOf = (pid) => `${pid}-${startOf(pid)}`;

const take = async (folder, me, onWait) => {
  const prepared = `${folder}.${me}`;
  mkdirSync(prepared, { recursive: true });
  writeFileSync(join(prepared, me), '');
  for (let told = false; !claim(prepared, folder); ) {
    const owners = ownersOf(folder);
    for (const owner of owners.filter((name) => !isAlive(name))) rmSync(join(folder, owner), { force: true });
    const holder = owners.find(isAlive);
    if (holder === undefined) continue;
    if (!told) onWait(Number(holder.split('-')[0]));
    told = true;
    await delay(POLL_MS);
  }
};

/**
 * Does `work(share)` while no other process holds the lock `folder`; calls `onWait(pid)` once if it has to wait.
 *
 * The lock is a folder with one file, named `<pid>-<start>`, for its holder and for each process given to
 * `share`, which keeps the lock while it lives though the holder was killed. Whoever finds one of them dead
 * removes that one name, and so can never take the lock from a living successor; the empty folder goes to
 * whose rename comes first. So nothing is ever stale, a reused process id included.
 */
export const withLock = async (folder, work, onWait = () => {}) => {
  const names = [nameOf(process.pid)];
  await take(folder, names[0], onWait);
  for (const left of leftovers(folder)) rmSync(left, { recursive: true, force: true });
  const share = (pid) => {
    names.push(nameOf(pid));
    writeFileSync(join(folder, names.at(-1)), '');
  };
  try {
    return await work(share);
  } finally {
    // The holder's own name goes last: until then nobody else can take the folder.
    for (const name of names.reverse()) rmSync(join(folder, name), { force: true });
  }
};

/** What processes left that were killed between preparing and claiming. */
const leftovers = (folder) =>
  readdirSync(dirname(folder))
    .map((name) => join(dirname(folder), name))
    .filter((path) => path.startsWith(`${folder}.`) && !isAlive(path.slice(folder.length + 1)));
