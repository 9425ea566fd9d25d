import { join } from 'node:path';
import { bootstrap } from '../lib/bootstrap.mjs';
import { findOrInstallChromium } from '../lib/chromium.mjs';
import { handOver } from '../lib/hand-over.mjs';
import { main } from '../lib/main.mjs';
import { progressOn } from '../lib/progress.mjs';
import { root } from '../lib/root.mjs';

// npm run pictures: makes the pictures of the guides anew, from the real dashboard with the demo history.
main(async () => {
  const progress = progressOn(process.stdout);
  await bootstrap(progress);
  const folder = join(root, 'tests', 'e2e');
  const env = { ...process.env, UET_PICTURES: '1', UET_CHROMIUM: await findOrInstallChromium(progress) };
  return handOver([join(folder, 'node_modules', '@playwright', 'test', 'cli.js'), 'test'], {
    cwd: folder,
    env,
  });
});
