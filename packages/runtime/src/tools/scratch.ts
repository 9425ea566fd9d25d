import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';

async function scratchNames(folder: string, patterns: readonly string[]): Promise<string[]> {
  // A tool may have deleted its worktree; then nothing of its own is left in it either.
  const names = await readdir(folder).catch((): string[] => []);
  const matches = (name: string, pattern: string): boolean =>
    pattern.endsWith('*') ? name.startsWith(pattern.slice(0, -1)) : name === pattern;
  return names.filter((name) => name !== '.git' && patterns.some((pattern) => matches(name, pattern)));
}

/**
 * Notes what of a tool's own files is there before it runs, and returns how to remove what it added: names at the
 * top of the folder, not followed where they are symbolic links.
 */
export async function watchScratch(
  folder: string | null,
  patterns: readonly string[] = [],
): Promise<() => Promise<void>> {
  if (folder === null || patterns.length === 0) return async () => undefined;
  const before = new Set(await scratchNames(folder, patterns));
  return async () => {
    const added = (await scratchNames(folder, patterns)).filter((name) => !before.has(name));
    await Promise.all(added.map((name) => rm(join(folder, name), { recursive: true, force: true })));
  };
}
