// Lands what is missing of `main` on `landed`, one commit at a time, and prints a line for each.
// Arguments: folder, first commit. Environment: SCRATCH, a folder for temporary ones.
import { join } from 'node:path';
import { gitText } from '../../src/git/git.js';
import { inspectRepository } from '../../src/git/inspect-repository.js';
import { buildCandidate, moveBranch, openLandingPlace, readSeries } from '../../src/git/landing/index.js';

const [folder = '', first = ''] = process.argv.slice(2);
const gitDir = join(folder, '.git');
const place = await openLandingPlace(await inspectRepository(folder), process.env.SCRATCH);
let tip = await gitText(['rev-parse', 'landed'], { gitDir });
const done = Number(await gitText(['rev-list', '--count', '--first-parent', `${first}..${tip}`], { gitDir }));
let index = 0;
for await (const change of readSeries(place.store, { gitDir, range: `${first}..main` })) {
  index += 1;
  if (index <= done) continue;
  const candidate = await buildCandidate(place, { tip, patch: change, commit: change, allowEmpty: true });
  if (!candidate.ok) throw new Error(candidate.reason);
  await moveBranch(place, {
    ref: 'refs/heads/landed',
    oldCommit: tip,
    newCommit: candidate.commit,
    reason: 'uet: land',
  });
  tip = candidate.commit;
  console.log(tip);
}
await place.close();
