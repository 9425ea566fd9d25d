import { randomBytes } from 'node:crypto';
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { UetError } from '@uet/core';
import type { RunState } from '@uet/schemas';
import {
  type CheckoutSnapshot,
  createWorktreePool,
  git,
  gitText,
  inspectRepository,
  openWorkspace,
  type Repository,
  snapshotCheckout,
  type Workspace,
  type WorktreePool,
} from '../git/index.js';
import {
  buildCandidate,
  type Candidate,
  type CandidateRequest,
  findLanded,
  isLanded,
  type LandingPlace,
  moveBranch,
  openLandingPlace,
  type ReverseCommit,
  readRef,
  readReverse,
  readSeries,
  recoverCheckouts,
  removeDeadLocks,
  type SeriesPatch,
  type SoughtPatch,
} from '../git/landing/index.js';
import { ownerPrefix } from '../git/process-owner.js';

/** Idle worktrees that are kept for the next task. */
const maxIdleWorktrees = 8;

/** How long a look at the user's checkouts may serve as one from before a tool ran, in milliseconds. */
const recentMs = 1_000;

const refOf = (branch: string): string => `refs/heads/${branch}`;

/** One repository as the loops of this process work with it: worktrees, candidates, its branches. */
export class RepositorySession {
  readonly repository: Repository;
  readonly #workspace: Workspace;
  readonly #place: LandingPlace & { readonly scratch: string };
  readonly #pools = new Map<string, Promise<WorktreePool>>();
  /** How many moves of branches have begun, and how many are under way: they move the files of checkouts. */
  #moves = 0;
  #moving = 0;
  #lastSeen: { readonly key: string; readonly atMs: number; readonly snapshot: CheckoutSnapshot } | null =
    null;

  private constructor(
    repository: Repository,
    workspace: Workspace,
    place: LandingPlace & { readonly scratch: string },
  ) {
    this.repository = repository;
    this.#workspace = workspace;
    this.#place = place;
  }

  /** Opens a repository for work. Throws `bad_repository` where no work can be landed in it. */
  static async open(home: string, path: string): Promise<RepositorySession> {
    const repository = await inspectRepository(path);
    const workspace = await openWorkspace({ home, repository });
    // Among the worktree pools, under a name that says whose it is: swept should this process be killed.
    const scratch = join(
      workspace.folder,
      'pools',
      `${await ownerPrefix()}${randomBytes(4).toString('hex')}`,
    );
    await mkdir(scratch, { recursive: true });
    const place = await openLandingPlace(repository, scratch);
    const session = new RepositorySession(repository, workspace, { ...place, scratch });
    await session.completeMoves();
    return session;
  }

  /** The worktrees in which these untracked entries (`node_modules`, say) survive from use to use. */
  worktrees(keep: readonly string[]): Promise<WorktreePool> {
    const key = keep.join('\0');
    const known = this.#pools.get(key);
    if (known !== undefined) return known;
    const made = createWorktreePool(this.#workspace, { maxIdle: maxIdleWorktrees, keep });
    this.#pools.set(key, made);
    return made;
  }

  /** The tree of a commit. */
  treeOf(commit: string): Promise<string> {
    const { commonDir } = this.repository;
    return gitText(['rev-parse', '--verify', '--end-of-options', `${commit}^{tree}`], { gitDir: commonDir });
  }

  /** True where the commit has a file or folder at this path. */
  async hasPath(commit: string, path: string): Promise<boolean> {
    const { exitCode } = await git(['cat-file', '-e', `${commit}:${path}`], {
      gitDir: this.repository.commonDir,
      okExitCodes: [0, 1, 128],
    });
    return exitCode === 0;
  }

  /** The commit that work of the run stands on now: the tip of its target. A target that is gone is made again. */
  async tipOf(run: Pick<RunState, 'target_branch' | 'head_commit' | 'created_at'>): Promise<string> {
    const { target_branch: branch, head_commit: head } = run;
    const tip = await readRef(this.repository.commonDir, refOf(branch));
    if (tip !== null) return tip;
    const change = { ref: refOf(branch), oldCommit: null, newCommit: head, reason: 'uet: create' };
    const made = await moveBranch(this.#place, change).catch(async (error: unknown) => {
      if (!(error instanceof UetError) || error.code !== 'repository_locked') throw error;
      // By ourselves, if it was locked to make the same of it since the run began.
      await this.removeDeadLocks(run, head, new Date(run.created_at));
      return moveBranch(this.#place, change);
    });
    if (made.moved) return head;
    if (made.actual === null) throw new UetError('overtaken', `${branch} cannot be made`);
    return made.actual;
  }

  buildCandidate(request: CandidateRequest): Promise<Candidate> {
    return buildCandidate(this.#place, request);
  }

  /** What takes a landed commit back. */
  reverseOf(commit: string): Promise<ReverseCommit> {
    return readReverse(this.#place.store, commit);
  }

  /** The commits of a range `A..B`, oldest first. */
  readSeries(range: string): AsyncIterable<SeriesPatch> {
    return readSeries(this.#place.store, { gitDir: this.repository.gitDir, range });
  }

  /** The commit of a history that each patch has become already, or null. */
  findLanded(
    tip: string,
    patches: readonly SoughtPatch[],
    sameChange: (one: Uint8Array, other: Uint8Array) => boolean,
  ): Promise<Array<string | null>> {
    const { gitDir } = this.repository;
    return findLanded(this.#place.store, { gitDir, tip, sameChange }, patches);
  }

  /** True where the branch holds the commit. */
  isLanded(branch: string, commit: string): Promise<boolean> {
    return isLanded(this.repository, refOf(branch), commit);
  }

  /** Removes what a git that was killed while it moved the run's target has locked. */
  removeDeadLocks(run: Pick<RunState, 'target_branch'>, commit: string, preparedAt: Date): Promise<void> {
    return removeDeadLocks(this.repository, { ref: refOf(run.target_branch), commit, preparedAt });
  }

  /** Ends what killed processes began in checkouts; where a living one is at it, that one will. */
  async completeMoves(): Promise<void> {
    await recoverCheckouts(this.#place).catch((error: unknown) => {
      if (!(error instanceof UetError) || error.code !== 'repository_locked') throw error;
    });
  }

  /**
   * The state of the user's checkouts, but for branches that are UET's to move; null where it cannot be told: git
   * fails, or landings keep moving a checkout. A `recent` one may be a second old.
   */
  async lookAtCheckouts(
    exceptRefs: readonly string[],
    when: 'now' | 'recent',
  ): Promise<CheckoutSnapshot | null> {
    const key = exceptRefs.join('\0');
    const seen = this.#lastSeen;
    if (when === 'recent' && seen?.key === key && Date.now() - seen.atMs < recentMs) return seen.snapshot;
    for (let tries = 3; tries > 0; tries -= 1) {
      const [moves, atMs] = [this.#moves, Date.now()];
      const snapshot = await snapshotCheckout(this.repository, { exceptRefs }).catch(() => null);
      if (snapshot === null) return null;
      if (this.#moves !== moves || this.#moving > 0) continue;
      this.#lastSeen = { key, atMs, snapshot };
      return snapshot;
    }
    return null;
  }

  /** Moves the run's target by compare-and-swap; false where it does not stand at `from` any more. */
  async moveBranch(run: Pick<RunState, 'id' | 'target_branch'>, from: string, to: string): Promise<boolean> {
    const ref = refOf(run.target_branch);
    const change = { ref, oldCommit: from, newCommit: to, reason: `uet: run ${run.id}` };
    this.#moves += 1;
    this.#moving += 1;
    try {
      return (await moveBranch(this.#place, change)).moved;
    } finally {
      this.#moving -= 1;
    }
  }

  async close(): Promise<void> {
    const pools = await Promise.allSettled(this.#pools.values());
    for (const pool of pools) if (pool.status === 'fulfilled') await pool.value.close();
    await this.#place.close();
    await rm(this.#place.scratch, { recursive: true, force: true });
  }
}

/** The repositories that this process works in, each opened once. */
export class RepositorySessions {
  readonly #home: string;
  readonly #open = new Map<string, Promise<RepositorySession>>();

  constructor(home: string) {
    this.#home = home;
  }

  /** The session of a repository; one that could not be opened is tried anew the next time. */
  open(path: string): Promise<RepositorySession> {
    const known = this.#open.get(path);
    if (known !== undefined) return known;
    const opened = RepositorySession.open(this.#home, path);
    this.#open.set(path, opened);
    opened.catch(() => this.#open.delete(path));
    return opened;
  }

  async close(): Promise<void> {
    const opened = await Promise.allSettled(this.#open.values());
    this.#open.clear();
    for (const session of opened) if (session.status === 'fulfilled') await session.value.close();
  }
}
