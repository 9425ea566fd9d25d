import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { inspectRepository } from '../inspect-repository.js';
import { openWorkspace } from '../workspace-repository.js';
import { createWorktreePool } from '../worktree-pool.js';

// Run by tests as a process of its own: `<home> <repository> <commit>…`. It works without end, a line for every
// step, so that it can be killed in the middle of one.
const [home = '', folder = '', ...commits] = process.argv.slice(2);
const say = (line: string): boolean => process.stdout.write(`${line}\n`);

const repository = await inspectRepository(folder);
say('inspected');
const workspace = await openWorkspace({ home, repository });
say('opened');
const pool = await createWorktreePool(workspace, { maxIdle: 1 });
for (let round = 0; ; round += 1) {
  const worktree = await pool.lease(commits[round % commits.length] ?? '');
  say(`leased ${worktree.path}`);
  await writeFile(path.join(worktree.path, 'made-by-tool'), String(round));
  const capture = await worktree.capture();
  say(`captured ${capture.files.length}`);
  await worktree.release();
  say('released');
}
