// Moves a branch and kills itself with SIGKILL at a step; "none" lets it end.
// Arguments: folder, old commit, new commit, step.
import { inspectRepository } from '../../src/git/inspect-repository.js';
import { moveBranch, openLandingPlace } from '../../src/git/landing/index.js';

const [folder = '', oldCommit = '', newCommit = '', killAt] = process.argv.slice(2);
const place = await openLandingPlace(await inspectRepository(folder), process.env.SCRATCH);
const change = { ref: 'refs/heads/main', oldCommit, newCommit, reason: 'uet: land' };
await moveBranch(place, change, (step) => {
  if (step === killAt) process.kill(process.pid, 'SIGKILL');
});
await place.close();
