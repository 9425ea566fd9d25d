import { setTimeout as delay } from 'node:timers/promises';
import { isProcess, mayBeServing, readPostmasterFile } from './postmaster-file.js';

const pollMs = 10;
const fastTimeoutMs = 60_000;
const immediateTimeoutMs = 10_000;

/**
 * Stops the server of this data folder, whoever is connected, and waits for its end: a fast shutdown, and where that
 * takes more than a minute an immediate one, after which the next start recovers. Does nothing where none runs.
 */
export async function stopServer(dataFolder: string): Promise<void> {
  const file = await readPostmasterFile(dataFolder);
  if (file === undefined || !(await mayBeServing(file, dataFolder))) return;
  signal(file.pid, 'SIGINT');
  if (await endsWithin(fastTimeoutMs, file.pid, dataFolder)) return;
  signal(file.pid, 'SIGQUIT');
  await endsWithin(immediateTimeoutMs, file.pid, dataFolder);
}

/**
 * By its file, which the server removes last, rather than by its process: where nothing waits for orphans, as in many
 * containers, an ended process stays in the list.
 */
async function endsWithin(timeoutMs: number, pid: number, dataFolder: string): Promise<boolean> {
  const deadline = performance.now() + timeoutMs;
  while (performance.now() < deadline) {
    const now = await readPostmasterFile(dataFolder);
    if (now?.pid !== pid || !isProcess(pid)) return true;
    await delay(pollMs);
  }
  return false;
}

function signal(pid: number, name: 'SIGINT' | 'SIGQUIT'): void {
  try {
    process.kill(pid, name);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}
