import {
  brokenCase,
  expectedCommits,
  expectedExitCode,
  expectedPatches,
  expectedTasks,
  quarantineReason,
} from './expected.mjs';
import { git } from './git.mjs';

const same = (one, other) => JSON.stringify(one) === JSON.stringify(other);
const shown = (value) => JSON.stringify(value);
/** Nothing where the two are the same, else one line that says what differs. */
const compare = (what, found, wanted) =>
  same(found, wanted) ? [] : [`${what}: ${shown(found)}, and should be ${shown(wanted)}`];

/** All that there is to look at once the run has ended: what UET says of it, and what git and the tests say. */
const checks = [
  ({ exitCode }) => compare('the exit code', exitCode, expectedExitCode),
  ({ report }) => compare('the run', report.state, 'succeeded'),
  ({ report }) => {
    const found = Object.fromEntries(
      report.tasks.map(({ taskId, state, attempts }) => [taskId, { state, attempts }]),
    );
    const names = [...new Set([...Object.keys(expectedTasks), ...Object.keys(found)])];
    return names.flatMap((name) => compare(`the task ${name}`, found[name], expectedTasks[name]));
  },
  ({ report }) => {
    const names = [
      ...new Set([...Object.keys(expectedPatches), ...report.patches.map(({ taskId }) => taskId)]),
    ];
    const statesOf = (name) =>
      report.patches.filter(({ taskId }) => taskId === name).map(({ state }) => state);
    return names.flatMap((name) => compare(`the patches of ${name}`, statesOf(name), expectedPatches[name]));
  },
  ({ report }) => {
    const [set] = report.patches.filter(({ state }) => state === 'quarantined');
    return compare('the reason of the quarantine', set?.reason, quarantineReason);
  },
  ({ broken }) => compare('what the gate caught', broken?.failing[0]?.name.split(' > ').at(-1), brokenCase),
  ({ report }) =>
    compare(
      'gates without a verdict',
      report.gates.filter(({ state }) => state === 'error'),
      [],
    ),
  // What the product promises: the tested tree is the tree that landed.
  ({ report }) =>
    report.patches
      .filter(({ state }) => state === 'committed')
      .flatMap(({ taskId, tree }) =>
        ['unit', 'lint'].flatMap((name) => {
          const passed = report.gates.some(
            (gate) => gate.name === name && gate.tree === tree && gate.state === 'passed',
          );
          return passed ? [] : [`${taskId} landed a tree that ${name} did not pass`];
        }),
      ),
  ({ report }) =>
    ['style', 'smoke'].flatMap((name) => {
      const onHead = report.gates.findLast((gate) => gate.name === name && gate.tree === report.headTree);
      return compare(`${name} on what the branch ends with`, onHead?.state, 'passed');
    }),
  ({ commits }) => {
    const oldestFirst = commits.map(({ subject }) => subject).reverse();
    const byPhase = expectedCommits.map(({ length }) => oldestFirst.splice(0, length).sort());
    return compare('the commits of the branch', [...byPhase, ...oldestFirst], expectedCommits);
  },
  ({ commits }) => {
    const patch = commits.find(({ subject }) => subject === 'Offer insurance');
    const kept = { author: patch?.author, date: patch?.date };
    return compare('the commit of the ready-made patch', kept, {
      author: 'Mira Sol',
      date: '2026-02-23T09:30:00+01:00',
    });
  },
  ({ repository, report }) =>
    compare('the head of the branch', git(repository, 'rev-parse', report.branch), report.headCommit),
  ({ repository, report }) =>
    compare('its tree', git(repository, 'rev-parse', `${report.branch}^{tree}`), report.headTree),
  ({ tests }) => compare('the tests of the branch', { ...tests, passed: tests.passed > 40 }, passing),
  ({ repository, base, report }) => [
    ...compare('the checked-out branch', git(repository, 'rev-parse', '--abbrev-ref', 'HEAD'), 'main'),
    ...compare('its commit', git(repository, 'rev-parse', 'main'), base),
    ...compare('changes in the checkout', git(repository, 'status', '--porcelain', '--ignored'), ''),
    ...compare(
      'the branches',
      git(repository, 'for-each-ref', '--format=%(refname:short)', 'refs/heads').split('\n'),
      ['main', report.branch],
    ),
  ],
];

const passing = { passed: true, failed: 0, exitCode: 0 };

/** Everything in which the end of a run differs from what it should be, one line each; none where all is well. */
export const differencesOf = (outcome) => checks.flatMap((check) => check(outcome));
