// What `npm start` shows: puts the service of repository/ into a fresh git repository, runs template.yaml on it, and
// checks that everything ended as it should.
//   node run.mjs [--json] [FOLDER]
//
// FOLDER is where the repository is made: .uet/quickstart in this clone, unless another one is given. UET keeps its
// own things in UET_HOME, here .uet/home. With --json, standard output has the report of the run and nothing else.
// The exit code is 0 exactly when everything is as lib/expected.mjs says.
import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { withLock } from '../../scripts/lib/lock.mjs';
import { main } from '../../scripts/lib/main.mjs';
import { StepFailure } from '../../scripts/lib/progress.mjs';
import { root } from '../../scripts/lib/root.mjs';
import { lookBack } from './lib/look-back.mjs';
import { makeRepository } from './lib/repository.mjs';
import { differenceLines, lessonLines, logLines, nextLines, openingLines, pageFor } from './lib/tell.mjs';
import { runUet } from './lib/uet.mjs';
import { differencesOf } from './lib/verify.mjs';

const here = fileURLToPath(new URL('.', import.meta.url));
const canceled = 130;

const readArguments = (given) => {
  const [folder = join(root, '.uet', 'quickstart'), ...more] = given.filter((each) => each !== '--json');
  if (folder.startsWith('-') || more.length > 0)
    throw new StepFailure('The quickstart takes --json and a folder, and nothing else.');
  return { json: given.includes('--json'), folder: resolve(folder) };
};

/** A branch of this start alone: an earlier one that was killed is not to be gone on with, its repository is gone. */
const branchOfNow = () => `uet/quickstart-${new Date().toISOString().slice(0, 19).replaceAll(/[-:]/g, '')}`;

const show = async ({ json, folder }) => {
  const page = pageFor(json ? process.stderr : process.stdout);
  const repository = join(folder, 'repository');
  const home = resolve(process.env.UET_HOME ?? join(root, '.uet', 'home'));
  const branch = branchOfNow();

  const base = makeRepository(repository);
  page.say(openingLines(repository, page));
  const exitCode = await runUet(
    [
      ...['run', join(here, 'template.yaml'), '--repo', repository, '--target', branch],
      ...['--param', `tools=${join(here, 'tools')}`],
      ...(json ? ['--json'] : []),
    ],
    home,
  );
  if (exitCode === canceled) return canceled;

  const outcome = lookBack({ repository, base, branch, home, exitCode });
  const differences = differencesOf(outcome);
  if (differences.length > 0) {
    page.say(differenceLines(differences, page));
    return 1;
  }
  page.say(logLines(outcome, page));
  page.say(lessonLines(outcome, page));
  page.say(nextLines({ repository, home }, page));
  return 0;
};

main(async () => {
  const options = readArguments(process.argv.slice(2));
  mkdirSync(options.folder, { recursive: true });
  return withLock(
    join(options.folder, 'lock'),
    () => show(options),
    (pid) => process.stderr.write(`waiting for process ${pid}, which shows the quickstart in this folder\n`),
  );
});
