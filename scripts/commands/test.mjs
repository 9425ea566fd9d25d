import { bootstrap } from '../lib/bootstrap.mjs';
import { main } from '../lib/main.mjs';
import { duration, progressOn, StepFailure } from '../lib/progress.mjs';
import { allSuites, runSuite } from '../lib/suites.mjs';
import { closingLine, totalLine } from '../lib/tally.mjs';

const staticChecks = {
  name: 'checks',
  // Imported late, as it needs what the bootstrap installs.
  run: async (progress) => (await import('../lib/checks.mjs')).runChecks(progress),
};

const testSuite = (suite) => ({
  name: suite.name,
  run: async (progress) => {
    let counts;
    await progress.step(`tests of ${suite.name}`, async () => {
      counts = await runSuite(suite, progress);
    });
    if (counts.failed > 0 && !progress.live) progress.say(counts.output.trimEnd());
    if (counts.note) progress.say(counts.note);
    return counts;
  },
});

const choose = (suites, wanted) => {
  const unknown = wanted.filter((name) => !suites.some((suite) => suite.name === name));
  if (unknown.length > 0) {
    const names = suites.map(({ name }) => name).join(', ');
    throw new StepFailure(`There is no suite ${unknown.join(', ')}. There are: ${names}.`);
  }
  return wanted.length === 0 ? suites : suites.filter(({ name }) => wanted.includes(name));
};

// npm test [-- [--verbose] [suites]]: every suite in turn, each ended by a line that CI counts, then the total.
main(async () => {
  const begun = performance.now();
  const given = process.argv.slice(2);
  const wanted = given.filter((argument) => argument !== '--verbose');
  const progress = progressOn(process.stdout, { verbose: wanted.length < given.length });
  const suites = choose([staticChecks, ...allSuites().map(testSuite)], wanted);
  await bootstrap(progress).catch((error) => {
    progress.say(closingLine('bootstrap', { passed: 0, failed: 1, skipped: 0 }));
    throw error;
  });
  const tallies = [];
  for (const suite of suites) {
    tallies.push(await suite.run(progress));
    progress.say(closingLine(suite.name, tallies.at(-1)));
  }
  progress.say(`\n${totalLine(tallies)}`);
  progress.say(`finished in ${duration(performance.now() - begun)}`);
  return tallies.every(({ failed }) => failed === 0) ? 0 : 1;
});
