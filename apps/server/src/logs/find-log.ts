import { realpath } from 'node:fs/promises';
import { join, sep } from 'node:path';
import { UetError } from '@uet/core';
import type { App } from '../api/app.js';

/** Which log is meant. */
export interface LogName {
  /** The attempt or gate. */
  readonly subject_id: string;
  readonly stream: 'stdout' | 'stderr';
}

/** Where a log lies, and whether nothing will be added to it any more. */
export interface FoundLog {
  /** Null where there is no such file (yet): nothing was said. */
  readonly path: string | null;
  readonly ended: boolean;
}

/** Finds the log of an attempt or gate. Throws `not_found` where there is neither. */
export async function findLog(
  { session, models }: App,
  { subject_id: id, stream }: LogName,
): Promise<FoundLog> {
  const place = await models.tasks.log_place(id);
  const logs = join(session.config.home, 'logs');
  // While it runs its row does not name the folder yet; it is always this one.
  const folder = place.log_path ?? join(logs, place.run_id, id);
  const path = await resolved(join(folder, `${stream}.log`));
  if (path !== null && !path.startsWith(`${(await resolved(logs)) ?? logs}${sep}`)) {
    throw new UetError('forbidden', 'the log lies outside the state folder', { where: id });
  }
  return { path, ended: place.ended };
}

/** The path without links: a link that leads out of the folder is seen for what it is. */
async function resolved(path: string): Promise<string | null> {
  return realpath(path).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT' || error.code === 'ENOTDIR') return null;
    throw error;
  });
}
