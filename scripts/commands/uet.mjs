import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { bootstrap } from '../lib/bootstrap.mjs';
import { handOver } from '../lib/hand-over.mjs';
import { main } from '../lib/main.mjs';
import { progressOn, StepFailure } from '../lib/progress.mjs';
import { root } from '../lib/root.mjs';

// npm run -s uet -- <arguments>: the command line as it is in this clone, in the folder where npm was called.
// Standard output belongs to it alone.
main(async () => {
  await bootstrap(progressOn(process.stderr));
  const program = join(root, 'apps', 'cli', 'dist', 'main.js');
  if (!existsSync(program)) throw new StepFailure('The build made no apps/cli/dist/main.js.');
  return handOver([program, ...process.argv.slice(2)], { cwd: process.env.INIT_CWD ?? process.cwd() });
});
