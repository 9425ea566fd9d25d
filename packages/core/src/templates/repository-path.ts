/** What is wrong with a path or glob that should stay inside of the repository; undefined where nothing is. */
export function pathFault(path: string): string | undefined {
  if (path.trim() === '') return 'is empty';
  if (path.includes('\\')) return 'has a backslash; write `/` between the parts';
  if (path.startsWith('/') || /^[A-Za-z]:/.test(path))
    return 'is absolute; paths are relative to the repository';
  if (path.split('/').includes('..')) return 'leaves the repository by `..`';
  return undefined;
}
