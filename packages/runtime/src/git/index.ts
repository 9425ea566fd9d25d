export type { Capture, CaptureOptions } from './capture.js';
export type { SkippedPath } from './changed-paths.js';
export { type CheckoutSnapshot, compareCheckout, snapshotCheckout } from './checkout-snapshot.js';
export type { Checkout, OperationInProgress } from './checkouts.js';
export { type GitOptions, type GitResult, git, gitText } from './git.js';
export type { GitPlace } from './git-environment.js';
export { type Identity, inspectRepository, type Repository } from './inspect-repository.js';
export { sweepWorktrees } from './sweep-worktrees.js';
export { assertLandable, type HeldLock, resolveTarget, type TargetBranch } from './target-branch.js';
export { openWorkspace, type Workspace } from './workspace-repository.js';
export type { Worktree } from './worktree.js';
export {
  createWorktreePool,
  type LeaseOptions,
  type PoolOptions,
  type WorktreePool,
} from './worktree-pool.js';
