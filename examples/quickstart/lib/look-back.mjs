import { StepFailure } from '../../../scripts/lib/progress.mjs';
import { git } from './git.mjs';
import { commitsOf, testBranch } from './repository.mjs';
import { askUet } from './uet.mjs';

/** Everything there is to know of a run that has ended: from UET, from git, and from the tests of the branch. */
export const lookBack = ({ repository, base, branch, home, exitCode }) => {
  if (git(repository, 'branch', '--list', branch) === '')
    throw new StepFailure(`uet ended with exit code ${exitCode}, and nothing landed on ${branch}.`);
  const message = git(repository, 'log', '-1', '--format=%B', branch);
  const runId = /^Uet-Run: (\w+)$/m.exec(message)?.[1];
  if (runId === undefined)
    throw new StepFailure(`The last commit of ${branch} does not say which run made it.`);
  const report = askUet(['runs', 'show', runId], home);
  const failed = report.gates.find(({ state }) => state === 'failed');
  return {
    exitCode,
    repository,
    base,
    report,
    /** The gate that did not pass, with its failing cases. */
    broken: failed && askUet(['gates', 'show', failed.gateId], home),
    commits: commitsOf(repository, base, branch),
    tests: testBranch(repository, branch),
  };
};
