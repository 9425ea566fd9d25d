import { relative } from 'node:path';
import { root } from '../../../scripts/lib/root.mjs';
import { expectedTasks } from './expected.mjs';

const colors = { good: 32, bad: 31, dim: 2, bold: 1 };
const widestPage = 110;

/** Where the reader reads: how to write there, how wide it is, and colors if it has any. */
export const pageFor = (stream) => {
  const plain = !stream.isTTY || process.env.NO_COLOR || process.env.TERM === 'dumb';
  return {
    width: Math.min(stream.columns ?? widestPage, widestPage),
    say: (lines) => stream.write(`${lines.join('\n')}\n\n`),
    paint: (color, text) => (plain ? text : `\u001b[${colors[color]}m${text}\u001b[0m`),
  };
};

/** Text as lines of a width at most, broken between words. */
const wrap = (text, width) => {
  const lines = [''];
  for (const word of text.split(' ')) {
    const longer = `${lines.at(-1)} ${word}`.trimStart();
    if (longer.length > width) lines.push(word);
    else lines[lines.length - 1] = longer;
  }
  return lines;
};

/** A path as a shell takes it, from where the reader stands if it lies below. */
const shown = (path) => {
  const way = relative(process.cwd(), path) || '.';
  const short = way.startsWith('..') ? path : way;
  return /^[\w./~@:+-]+$/.test(short) ? short : `'${short.replaceAll("'", `'\\''`)}'`;
};

/** What is about to happen. */
export const openingLines = (repository, { paint }) => [
  `A small service, in a git repository:  ${shown(repository)}`,
  `What is to be done with it:            ${shown(`${root}/examples/quickstart/template.yaml`)}`,
  paint('dim', 'The first time, UET also makes itself a database.'),
];

/** `3 files, +35 −0` of git's `3 files changed, 35 insertions(+)`. */
const sizeOf = (stat) => {
  const number = (pattern) => Number(pattern.exec(stat)?.[1] ?? 0);
  const files = number(/(\d+) files? changed/);
  const lines = `+${number(/(\d+) insertion/)} −${number(/(\d+) deletion/)}`;
  return `${files} ${files === 1 ? 'file' : 'files'}, ${lines}`;
};

/** The log of the branch, a line a commit. */
export const logLines = ({ report, commits }, { paint }) => {
  const widest = Math.max(...commits.map(({ subject }) => subject.length));
  return [
    paint('bold', `The branch ${report.branch}, the newest commit first`),
    ...commits.map(
      ({ commit, subject, stat }) =>
        `  ${paint('dim', commit.slice(0, 8))}  ${subject.padEnd(widest)}  ${paint('dim', sizeOf(stat))}`,
    ),
  ];
};

const lessonsOf = ({ report, broken, commits, tests }) => {
  const quarantined = report.patches.find(({ state }) => state === 'quarantined');
  const skipped = Object.keys(expectedTasks).find((name) => expectedTasks[name].attempts === 0);
  const release = commits.find(({ subject }) => subject.startsWith('Release'));
  return [
    ['tested, then landed', `${commits.length} patches, each as exactly the tree that its gates passed`],
    ['caught by the gate', `working-days broke "${broken.failing[0].name.split(' > ').at(-1)}"`],
    ['retried until right', 'its next attempt had the failing case in hand, and landed'],
    [
      'left its scope',
      `${quarantined.taskId} ${quarantined.reason.split(',')[0]}: quarantined, and the run went on`,
    ],
    ['kept apart', 'heavy-parcels and island-supplement, which change one file'],
    ['failed, tried again', 'more-countries, whose feed hung up at first'],
    ['handed on', `the version that next-version chose, into "${release.subject}"`],
    ['left out', `${skipped}, as its condition does not hold`],
    ['proven', `a fresh checkout of the branch passes all of its ${tests.passed} tests`],
    ['untouched', 'the checkout of main: its files, its index, its settings'],
  ];
};

/** What the example has shown, with the facts of this run. */
export const lessonLines = (outcome, { paint, width }) => {
  const lessons = lessonsOf(outcome);
  const widest = Math.max(...lessons.map(([what]) => what.length));
  return [
    paint('bold', 'What happened on the way'),
    ...lessons.flatMap(([what, how]) => {
      const [first, ...others] = wrap(how, width - widest - 7);
      const indent = ' '.repeat(widest + 6);
      return [
        `  ${paint('good', '✓')} ${what.padEnd(widest)}  ${first}`,
        ...others.map((line) => `${indent}${line}`),
      ];
    }),
  ];
};

/** What to do next. */
export const nextLines = ({ repository, home }, { paint }) => [
  `Look around in the repository:  cd ${shown(repository)}`,
  `Where it says \`uet\` above:      UET_HOME=${shown(home)} npm run -s uet --`,
  '',
  'The same on a repository of your own, with the command that tests it:',
  '',
  `  ${paint('good', "npm run -s uet -- run examples/first-template.yaml --repo PATH --param test='npm test'")}`,
];

/** What went otherwise than it should. */
export const differenceLines = (differences, { paint }) => [
  paint('bold', 'This is not how the quickstart should end'),
  ...differences.map((line) => `  ${paint('bad', '✗')} ${line}`),
];
