import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type SyntheticHistory, writeSyntheticHistory } from '@uet/runtime/testing';
import { describe, expect, it } from 'vitest';
import { call } from './support/call.js';
import { git } from './support/git.js';
import { ownPlace } from './support/own-place.js';
import { fingerprint } from './support/places.js';
import { gate, type Poison, poisons, scope } from './support/poison.js';

const own = ownPlace();

let count = 0;
interface Series {
  readonly folder: string;
  readonly repo: string;
  /** The commit that the series follows; `main` stands there and is checked out. */
  readonly root: string;
  /** How many commits follow it on `topic`. */
  readonly length: number;
}

/** A repository whose branch `topic` has a synthetic history. */
async function makeSeries(options: Omit<SyntheticHistory, 'branch'>): Promise<Series> {
  count += 1;
  const folder = join(own.path, `series ${count}`);
  const repo = join(folder, 'repo');
  await mkdir(repo, { recursive: true });
  await git(repo, 'init', '--quiet', '--template=', '--initial-branch=main');
  const commits = await writeSyntheticHistory(join(repo, '.git'), { branch: 'topic', ...options });
  const root = await git(repo, 'rev-list', '--max-parents=0', 'topic');
  await git(repo, 'update-ref', 'refs/heads/main', root);
  await git(repo, 'reset', '--quiet', '--hard');
  return { folder, repo, root, length: commits - 1 };
}

async function land({ folder }: Series, ...argv: readonly string[]) {
  const env = own.env;
  const all = ['land', ...argv, '--repo', 'repo', '--target', 'landed', '--json'];
  const { exitCode, stdout, stderr } = await call(all, { cwd: folder, env });
  return { exitCode, stderr, report: JSON.parse(stdout) };
}

/** Author, date and message of each commit, the oldest first. */
const told = ({ repo, root }: Series, branch: string): Promise<string> =>
  git(repo, 'log', '--reverse', '--date=raw', '--format=%an%x00%ae%x00%ad%x00%B%x00', `${root}..${branch}`);

type Landed = Awaited<ReturnType<typeof land>>;

async function expectSame(series: Series, { report, exitCode, stderr }: Landed) {
  const states = new Set(report.patches.map(({ state }: { state: string }) => state));
  expect([exitCode, ...states], stderr).toEqual([0, 'committed']);
  expect(report.patches).toHaveLength(series.length);
  expect(await git(series.repo, 'rev-parse', 'landed^{tree}')).toBe(
    await git(series.repo, 'rev-parse', 'topic^{tree}'),
  );
  expect(await told(series, 'landed')).toBe(await told(series, 'topic'));
}

/** The series as files of one patch each, in their order. */
async function exportFiles({ folder, repo, root }: Series): Promise<string[]> {
  await git(repo, 'format-patch', '--quiet', '--output-directory', join(folder, 'patches'), `${root}..topic`);
  return (await readdir(join(folder, 'patches'))).sort().map((name) => join('patches', name));
}

describe('a series of commits', () => {
  it('lands as a range, to the byte', async () => {
    const series = await makeSeries({ extra: 40, submodules: false });
    expect(series.length).toBeGreaterThan(100);
    const before = await fingerprint(join(series.repo, 'src'));
    const landed = await land(series, `${series.root}..topic`);
    await expectSame(series, landed);
    expect(await git(series.repo, 'status', '--porcelain')).toBe('');
    expect(await git(series.repo, 'rev-parse', 'main')).toBe(series.root);
    expect(await fingerprint(join(series.repo, 'src'))).toBe(before);
    await git(series.repo, 'fsck', '--strict', '--no-dangling');
  });

  it('lands as a mailbox, and is passed over when it comes again', async () => {
    const series = await makeSeries({ extra: 40, submodules: false, mailable: true });
    expect(series.length).toBeGreaterThan(100);
    await git(series.repo, 'format-patch', '--quiet', '--output=../series.mbox', `${series.root}..topic`);
    await expectSame(series, await land(series, 'series.mbox'));
    const again = await land(series, 'series.mbox');
    expect(again.exitCode).toBe(0);
    expect(new Set(again.report.patches.map(({ state }: { state: string }) => state))).toEqual(
      new Set(['dropped']),
    );
    expect(again.report.patches[0].reason).toMatch(/on the branch already/);
    await expectSame(series, {
      ...again,
      report: { patches: again.report.patches.map(() => ({ state: 'committed' })) },
    });
  });

  it('lands as single files, with a range between them', async () => {
    const series = await makeSeries({ extra: 20, submodules: false, mailable: true });
    const files = await exportFiles(series);
    const [from, to] = [`topic~${series.length - 30}`, `topic~${series.length - 60}`];
    const landed = await land(series, ...files.slice(0, 30), `${from}..${to}`, ...files.slice(60));
    await expectSame(series, landed);
  });

  it('lands without its poisoned patches, each of which is set aside with its reason', async () => {
    const series = await makeSeries({ extra: 40, submodules: false, binaries: false, mailable: true });
    expect(series.length).toBeGreaterThan(100);
    const mixed = poisons.filter(({ needsGate }) => needsGate !== true);
    const landed = await landPoisoned(series, { length: series.length, poisons: mixed, gates: [] });
    await expectWithout(series, landed, { tip: 'topic', length: series.length, poisons: mixed });
  });

  it('lands through a gate, which keeps out what breaks a test', { timeout: 120_000 }, async () => {
    const series = await makeSeries({ extra: 0, submodules: false, binaries: false, mailable: true });
    const length = 24;
    const gates = ['--gate', gate, '--report', 'tap'];
    const landed = await landPoisoned(series, { length, poisons, gates });
    await expectWithout(series, landed, { tip: `topic~${series.length - length}`, length, poisons });
    const { report } = landed;
    expect(report.gates).toHaveLength(length + 1);
    expect(report.gates.filter(({ state }: { state: string }) => state === 'failed')).toMatchObject([
      { total: 1, passed: 0, failed: 1, skipped: 0 },
    ]);
  });
});

interface Poisoned {
  /** How many of the series' patches are landed. */
  readonly length: number;
  readonly poisons: readonly Poison[];
}

/** Lands the first patches of a series with poison between them, under a policy with a scope and without binaries. */
async function landPoisoned(
  series: Series,
  { length, poisons: mixed, gates }: Poisoned & { readonly gates: readonly string[] },
): Promise<Landed> {
  const files = (await exportFiles(series)).slice(0, length);
  await mkdir(join(series.folder, 'poison'));
  for (const [at, { name, text }] of mixed.entries()) {
    await writeFile(join(series.folder, 'poison', name), text);
    files.splice(3 + at * 2, 0, join('poison', name));
  }
  await writeFile(join(series.folder, 'policy.json'), JSON.stringify({ scope }));
  return land(series, ...files, '--policy', 'policy.json', '--no-binary', ...gates);
}

async function expectWithout(
  series: Series,
  { exitCode, report, stderr }: Landed,
  { tip, length, poisons: mixed }: Poisoned & { readonly tip: string },
): Promise<void> {
  expect(exitCode, stderr).toBe(3);
  const aside = report.patches.filter(({ state }: { state: string }) => state !== 'committed');
  expect(aside.map(({ state, reason }: Record<string, string>) => `${state}: ${reason}`)).toEqual(
    mixed.map(({ reason }) => expect.stringMatching(new RegExp(`^quarantined: .*${reason.source}`, 's'))),
  );
  expect(report.patches).toHaveLength(length + mixed.length);
  expect(await git(series.repo, 'rev-parse', 'landed^{tree}')).toBe(
    await git(series.repo, 'rev-parse', `${tip}^{tree}`),
  );
  expect(await told(series, 'landed')).toBe(await told(series, tip));
  expect(await readdir(join(series.repo, '.git'))).not.toContain('hooks');
}
