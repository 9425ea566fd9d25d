import { git } from '../git.js';
import type { ObjectPlace } from './object-place.js';

/** How the owner of a repository wants new object files to be written. */
export interface ObjectSettings {
  /**
   * `core.sharedRepository`: permission bits to add (`0660`), or to use instead of the umask where `isExact`.
   * Undefined where the umask decides.
   */
  readonly shared?: { readonly bits: number; readonly isExact: boolean } | undefined;
  /**
   * Whether each object is flushed to the device before it is used. git's default is not to (`core.fsync` is
   * `committed,-loose-object`), so a power cut may lose the newest objects; who asks for more gets it here too.
   */
  readonly isSynced: boolean;
}

/** `core.sharedRepository` as git reads it: a word, a number of old, or an octal file mode. */
export function parseShared(value: string | undefined): ObjectSettings['shared'] {
  const word = value?.toLowerCase();
  if (word === undefined || ['umask', 'false', 'no', 'off', '0', ''].includes(word)) return undefined;
  if (['all', 'world', 'everybody', '2'].includes(word)) return { bits: 0o664, isExact: false };
  if (/^0[0-7]{3}$/.test(word)) return { bits: Number.parseInt(word, 8) & 0o666, isExact: true };
  return { bits: 0o660, isExact: false };
}

/** Whether `core.fsync` (or, where it is not set, `core.fsyncObjectFiles`) asks for loose objects on the device. */
export function parseSynced(fsync: string | undefined, fsyncObjectFiles: string | undefined): boolean {
  if (fsync === undefined) return /^(true|yes|on|1|)$/i.test(fsyncObjectFiles ?? 'false');
  let isSynced = false;
  for (const item of fsync.split(/[\s,]+/)) {
    if (['none', '-loose-object', '-objects', '-committed', '-added', '-all'].includes(item))
      isSynced = false;
    if (['loose-object', 'objects', 'committed', 'added', 'all'].includes(item)) isSynced = true;
  }
  return isSynced;
}

/** Reads the settings from the repository's and the user's configuration. */
export async function readObjectSettings(place: ObjectPlace): Promise<ObjectSettings> {
  const keys = '^core\\.(sharedrepository|fsync|fsyncobjectfiles)$';
  const { stdout } = await git(['config', '--null', '--get-regexp', keys], {
    gitDir: place.commonDir,
    cwd: place.commonDir,
    config: 'user',
    okExitCodes: [0, 1],
  });
  const values = new Map<string, string>();
  for (const item of stdout.toString().split('\0')) {
    const at = item.indexOf('\n');
    // A key without a value means true.
    if (item !== '') values.set(at < 0 ? item : item.slice(0, at), at < 0 ? 'true' : item.slice(at + 1));
  }
  return {
    shared: parseShared(values.get('core.sharedrepository')),
    isSynced: parseSynced(values.get('core.fsync'), values.get('core.fsyncobjectfiles')),
  };
}
