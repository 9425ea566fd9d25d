import './lib/require-node.mjs';
import { bootstrap } from './lib/bootstrap.mjs';
import { main } from './lib/main.mjs';
import { progressOn, StepFailure } from './lib/progress.mjs';
import { allSuites, runSuite } from './lib/suites.mjs';

const unitTests = (progress) => async (suite) => {
  const { passed, failed, skipped, note, output } = await runSuite(suite, progress);
  if (failed > 0)
    throw new StepFailure(`${failed} failed${note ? `: ${note}` : ''}.`, progress.live ? '' : output);
  return `${passed} passed, ${skipped} skipped`;
};

// pnpm check [--verbose]: all that CI runs but the end-to-end suites, a line each, output only of what fails.
main(async () => {
  const progress = progressOn(process.stdout, { verbose: process.argv.includes('--verbose') });
  await bootstrap(progress);
  // Imported late, as it needs what the bootstrap installs.
  const { runChecks } = await import('./lib/checks.mjs');
  let { failed } = await runChecks(progress);
  const test = unitTests(progress);
  for (const suite of allSuites().filter(({ folder }) => !/^(tests|examples)\//.test(folder))) {
    try {
      await progress.step(`unit tests of ${suite.name}`, () => test(suite));
    } catch (error) {
      failed += 1;
      progress.say(`${error.output ?? ''}\n${error.message}\n`);
    }
  }
  progress.say(failed === 0 ? 'all is well' : `${failed} failed`);
  return failed === 0 ? 0 : 1;
});
