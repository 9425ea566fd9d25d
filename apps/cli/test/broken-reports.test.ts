import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { call } from './support/call.js';
import { ownPlace } from './support/own-place.js';
import { copyFolder, makeRepository } from './support/places.js';

const own = ownPlace();
let sample: string;

beforeAll(async () => {
  sample = await makeRepository(join(own.path, 'sample'));
});

interface Broken {
  readonly name: string;
  readonly run: string;
  readonly report: string;
  /** What the gate has to say. */
  readonly says: RegExp;
  readonly state?: 'failed' | 'error';
  readonly timeoutS?: number;
}

const junit = '{ format: junit, path: r.xml }';
const tap = '{ format: tap }';
const vitest = '{ format: vitest, path: r.json }';

const broken: readonly Broken[] = [
  { name: 'no report', run: 'true', report: junit, says: /no report/ },
  {
    name: 'XML that ends too early',
    run: 'echo "<testsuite><testcase name=\'a\'>" > r.xml',
    report: junit,
    says: /report/,
  },
  {
    name: 'no test cases',
    run: 'echo "<testsuite tests=\'0\'/>" > r.xml',
    report: junit,
    says: /no test|zero|0/,
  },
  { name: 'fewer cases than were planned', run: 'echo 1..3; echo ok 1 - a', report: tap, says: /plan|3/ },
  {
    name: 'a bail-out',
    run: 'echo 1..2; echo ok 1; echo "Bail out! no disk"',
    report: tap,
    says: /no disk|bail/i,
  },
  { name: 'JSON that ends too early', run: 'echo "{" > r.json', report: vitest, says: /report|JSON/ },
  { name: 'a folder for a report', run: 'mkdir r.json', report: vitest, says: /report|folder/ },
  { name: 'a command that is not there', run: 'uet-no-such-command', report: tap, says: /127|not found/ },
  { name: 'a command that is killed', run: 'kill -9 $$', report: tap, says: /SIGKILL/ },
  { name: 'a command that does not end', run: 'sleep 60', report: tap, says: /time/, timeoutS: 1 },
  {
    name: 'a report of success from a command that failed',
    run: 'echo 1..1; echo ok 1 - a; exit 7',
    report: tap,
    says: /7/,
  },
  {
    name: 'a report of a failure from a command that succeeded',
    run: 'echo 1..1; echo not ok 1 - a',
    report: tap,
    says: /1 of 1 case failed/,
    state: 'failed',
  },
];

const template = ({ run, report, timeoutS = 60 }: Broken): string => `template: v1
metadata: { name: demo, version: 1.0.0, status: active, owner: shop }
gates: { tests: { type: unit_tests, run: ${JSON.stringify(run)}, report: ${report}, timeout_s: ${timeoutS} } }
phases: [{ id: p, workstreams: [{ id: w, tasks: [{ id: a, run: 'echo made > made.txt', retries: 1 }] }] }]
`;

describe('a gate with', () => {
  it.concurrent.each(broken)('$name lets nothing land', async (given) => {
    const folder = join(own.path, given.name);
    await mkdir(folder);
    await copyFolder(sample, join(folder, 'repo'));
    await writeFile(join(folder, 't.yaml'), template(given));
    const env = own.env;
    const argv = ['run', 't.yaml', '--repo', 'repo', '--target', 'next', '--json'];
    const { exitCode, stdout, stderr } = await call(argv, { cwd: folder, env });
    expect(exitCode, stdout + stderr).toBe(1);
    const report = JSON.parse(stdout);
    expect(report).toMatchObject({
      state: 'failed',
      patches: [{ state: 'quarantined', reason: expect.stringMatching(given.says) }],
      gates: [{ name: 'tests', state: given.state ?? 'error' }],
    });
    expect(report.headCommit).toBe(report.baseCommit);
    const shown = await call(['gates', 'show', report.gates[0].gateId, '--json'], { cwd: folder, env });
    expect(JSON.parse(shown.stdout).reason).toMatch(given.says);
  });
});
