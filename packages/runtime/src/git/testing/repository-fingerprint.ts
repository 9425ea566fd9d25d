import { createHash } from 'node:crypto';
import { lstat, readdir, readFile } from 'node:fs/promises';
import path from 'node:path';

/** Every file below a folder with its mode and a hash of its bytes, for "nothing was written" tests. */
export async function fingerprint(folder: string): Promise<Record<string, string>> {
  const seen: Record<string, string> = {};
  for (const name of (await readdir(folder, { recursive: true })).sort()) {
    const file = path.join(folder, name);
    const found = await lstat(file);
    const hash = found.isFile()
      ? createHash('sha256')
          .update(await readFile(file))
          .digest('hex')
      : '';
    seen[name] = `${found.mode} ${hash}`;
  }
  return seen;
}
