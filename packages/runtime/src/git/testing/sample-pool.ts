import path from 'node:path';
import { inspectRepository } from '../inspect-repository.js';
import { openWorkspace, type Workspace } from '../workspace-repository.js';
import { createWorktreePool, type PoolOptions, type WorktreePool } from '../worktree-pool.js';
import { type SampleRepository, sampleRepository, temporaryFolder } from './sample-repository.js';

/** A repository, a home, a workspace and pools on them, in a temporary folder. */
export interface SamplePool {
  readonly folder: string;
  readonly home: string;
  readonly sample: SampleRepository;
  readonly pool: WorktreePool;
  openWorkspace(): Promise<Workspace>;
  openPool(options?: Partial<PoolOptions>): Promise<WorktreePool>;
  remove(): Promise<void>;
}

/** The repository has one commit at first, because one without any cannot be inspected. */
export async function samplePool(options: Partial<PoolOptions> = {}): Promise<SamplePool> {
  const { path: folder, remove } = await temporaryFolder();
  const home = path.join(folder, 'home');
  const sample = await sampleRepository(path.join(folder, 'my shop'));
  await sample.commit({}, 'start');
  const open = async (): Promise<Workspace> =>
    openWorkspace({ home, repository: await inspectRepository(sample.path) });
  const openPool = async (more: Partial<PoolOptions> = {}): Promise<WorktreePool> =>
    createWorktreePool(await open(), { maxIdle: 2, ...more });
  return { folder, home, sample, pool: await openPool(options), openWorkspace: open, openPool, remove };
}
