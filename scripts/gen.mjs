import './lib/require-node.mjs';
import { bootstrap, turbo } from './lib/bootstrap.mjs';
import { staleFiles } from './lib/generated.mjs';
import { main } from './lib/main.mjs';
import { progressOn } from './lib/progress.mjs';
import { root } from './lib/root.mjs';

// pnpm gen [--check]: makes every generated file anew, or only names those that are not as they would be made.
main(async () => {
  const check = process.argv.includes('--check');
  const progress = progressOn(process.stdout);
  await bootstrap(progress);
  if (!check) {
    await progress.step('generate', () => turbo(['gen']));
    return 0;
  }
  const stale = await staleFiles(root);
  for (const path of stale) console.error(`${path} is not what pnpm gen makes`);
  if (stale.length === 0) console.log('every generated file is as pnpm gen makes it');
  return stale.length === 0 ? 0 : 1;
});
