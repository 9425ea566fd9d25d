// What landing a patch costs (candidate commit and branch move; no gates, no database), on a branch of its own and
// on the one that is checked out, next to a shell loop of `git apply --index` and `git commit` on the same series:
// 200 patches on a tree of 2,000 files.
// Run after a build: node benchmarks/landing.mjs [--json] [--dir FOLDER] [--rounds N]
import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { inspectRepository } from '../packages/runtime/dist/git/inspect-repository.js';
import { buildCandidate, moveBranch, openLandingPlace } from '../packages/runtime/dist/git/landing/index.js';
import { median, tell } from './figures.mjs';

const FILES = 2_000;
const FOLDERS = 50;
const PATCHES = 200;
const [OWN, CHECKED_OUT] = ['refs/heads/landed', 'refs/heads/start'];

const { values } = parseArgs({
  options: {
    json: { type: 'boolean' },
    dir: { type: 'string', default: tmpdir() },
    rounds: { type: 'string', default: '5' },
  },
});
const folder = mkdtempSync(join(values.dir, 'uet-bench-landing-'));
const author = { name: 'Ada', email: 'ada@example.org', date: '1700000000 +0000' };

function git(cwd, ...args) {
  const env = { ...process.env, GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_NOSYSTEM: '1' };
  return execFileSync('git', args, { cwd, env, maxBuffer: 2 ** 30 });
}

/** A small generator with a fixed seed (xorshift), so that every run lands the same series. */
function generator(seed) {
  let state = seed;
  return (below) => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) % below;
  };
}

const pathOf = (index) => `src/area-${index % FOLDERS}/file-${index}.txt`;
const textOf = (lines) => `${lines.join('\n')}\n`;

/** The base and the series as a `git fast-import` stream; each patch edits two files, every tenth adds one. */
function stream() {
  const random = generator(7);
  const contents = Array.from({ length: FILES }, (_, file) =>
    Array.from({ length: 40 }, (_, line) => `file ${file} line ${line} ${random(1e6)}`),
  );
  const inline = (index) => {
    const text = textOf(contents[index]);
    return `M 100644 inline ${pathOf(index)}\ndata ${text.length}\n${text}\n`;
  };
  const commit = (message, changes) =>
    `commit refs/heads/series\nauthor Ada <ada@example.org> 1700000000 +0000\n` +
    `committer Ada <ada@example.org> 1700000000 +0000\ndata ${message.length}\n${message}\n${changes}\n`;
  const commits = [commit('base', contents.map((_, index) => inline(index)).join(''))];
  for (let patch = 0; patch < PATCHES; patch += 1) {
    const touched = [random(FILES), random(FILES)];
    for (const index of touched)
      contents[index].splice(random(40), 2, `patch ${patch}`, `added ${random(1e6)}`, 'more');
    if (patch % 10 === 0) touched.push(contents.push([`new in patch ${patch}`]) - 1);
    commits.push(commit(`patch ${patch}`, [...new Set(touched)].map(inline).join('')));
  }
  return commits.join('');
}

/** The repository at its base, packed, with the patches beside it; answers the tree that the series ends on. */
function prepare() {
  const origin = join(folder, 'origin');
  mkdirSync(join(folder, 'patches'));
  mkdirSync(origin);
  git(origin, 'init', '-q', '-b', 'main');
  execFileSync('git', ['fast-import', '--quiet'], { cwd: origin, input: stream() });
  const commits = git(origin, 'rev-list', '--reverse', 'series').toString().trim().split('\n');
  for (const [index, commit] of commits.slice(1).entries()) {
    const name = String(index).padStart(4, '0');
    const diff = git(origin, 'diff', '--binary', '--full-index', '-M', `${commit}^`, commit);
    writeFileSync(join(folder, 'patches', `${name}.diff`), diff);
  }
  const tree = git(origin, 'rev-parse', 'series^{tree}').toString().trim();
  const base = join(folder, 'base');
  git(origin, 'branch', 'start', commits[0]);
  git(folder, 'clone', '-q', '--no-local', '--single-branch', '-b', 'start', origin, base);
  git(base, 'config', 'gc.auto', '0');
  git(base, 'config', 'user.name', 'Ada');
  git(base, 'config', 'user.email', 'ada@example.org');
  return { base, tree };
}

/** A copy for one run. None is removed before the end: ext4 is slow to make files right after many were removed. */
function fresh(base) {
  const place = mkdtempSync(join(folder, 'run-'));
  cpSync(base, place, { recursive: true, preserveTimestamps: true });
  git(place, 'update-index', '-q', '--refresh');
  return place;
}

const loop = `for patch in "$PATCHES"/*.diff; do
  git apply --index "$patch" && git commit -q -m "patch" || exit 1
done`;

function runLoop(base) {
  const place = fresh(base);
  const start = performance.now();
  const env = { ...process.env, PATCHES: join(folder, 'patches'), GIT_CONFIG_GLOBAL: '/dev/null' };
  execFileSync('sh', ['-c', loop], { cwd: place, env });
  return { ms: performance.now() - start, tree: git(place, 'rev-parse', 'HEAD^{tree}').toString().trim() };
}

async function runLanding(base, ref) {
  const folderOfRound = fresh(base);
  const repository = await inspectRepository(folderOfRound);
  const start = performance.now();
  const place = await openLandingPlace(repository);
  let tip = ref === OWN ? null : repository.head.commit;
  for (let patch = 0; patch < PATCHES; patch += 1) {
    const diff = readFileSync(join(folder, 'patches', `${String(patch).padStart(4, '0')}.diff`));
    const request = {
      tip: tip ?? repository.head.commit,
      patch: { diff },
      commit: { message: 'patch\n', author, committer: author },
    };
    const candidate = await buildCandidate(place, request);
    if (!candidate.ok) throw new Error(candidate.reason);
    const change = { ref, oldCommit: tip, newCommit: candidate.commit, reason: 'uet: land' };
    const { moved } = await moveBranch(place, change);
    if (!moved) throw new Error('the branch was not moved');
    tip = candidate.commit;
  }
  await place.close();
  const ms = performance.now() - start;
  return { ms, tree: git(folderOfRound, 'rev-parse', `${ref}^{tree}`).toString().trim() };
}

async function measure() {
  const { base, tree } = prepare();
  const runs = {
    loop: () => runLoop(base),
    landing: () => runLanding(base, OWN),
    checkedOut: () => runLanding(base, CHECKED_OUT),
  };
  const times = { loop: [], landing: [], checkedOut: [] };
  for (let count = 0; count < Number(values.rounds); count += 1) {
    for (const [name, run] of Object.entries(runs)) {
      const result = await run();
      if (result.tree !== tree) throw new Error(`the ${name} ended on the tree ${result.tree}, not ${tree}`);
      times[name].push(result.ms / PATCHES);
    }
  }
  return times;
}

/** The middle of the ratios of the rounds: what slowed a whole round, slowed both. */
const ratioOf = ({ loop }, landing) => median(landing.map((ms, index) => ms / loop[index]));

try {
  const times = await measure();
  const figure = (where, landing) => ({
    name: `landing a patch ${where} to a shell loop`,
    value: ratioOf(times, landing),
    unit: 'ratio',
    aim: { atMost: 1 },
    detail: `${median(landing).toFixed(1)} ms and ${median(times.loop).toFixed(1)} ms a patch`,
  });
  tell(
    'landing',
    [figure('on a branch of its own', times.landing), figure('on the checked-out branch', times.checkedOut)],
    { patches: PATCHES, files: FILES, rounds: Number(values.rounds) },
  );
} finally {
  rmSync(folder, { recursive: true, force: true });
}
