import { pathToFileURL } from 'node:url';
import { root } from './root.mjs';

/** Where the module is what Node was started with: runs its check on this clone and prints what it found. */
export const reportIfRun = async (url, check) => {
  if (url !== pathToFileURL(process.argv[1] ?? '').href) return;
  const { problems, note } = await check(root);
  for (const problem of problems) console.error(problem);
  if (problems.length === 0) console.log(note ?? 'nothing to complain about');
  process.exitCode = problems.length === 0 ? 0 : 1;
};
