import { type Actor, type CompiledTemplate, UetError } from '@uet/core';
import type { RunConfig, RunOrigin, RunState } from '@uet/schemas';
import { sha256Of } from '../engine/digest.js';
import { type EngineContext, transact } from '../engine/engine-context.js';
import { assertLandable, resolveTarget } from '../git/index.js';
import { recordUse, type TemplateText } from '../templates/stored-template.js';
import { type RequestKey, runOfKey, writeKey } from './idempotency-key.js';
import { recordRun } from './new-run.js';

/** What a person or a service asks for. */
export interface RunRequest {
  readonly compiled: CompiledTemplate;
  /** Parameters whose value has to be a path of the base commit (`must_exist`), by name. */
  readonly existing?: readonly string[];
  /** All but the target, which may be left open: then it is a branch of the run's own, `uet/<run id>`. */
  readonly config: Omit<RunConfig, 'target_branch' | 'retry_of'>;
  readonly targetBranch: string | null;
  readonly origin: RunOrigin;
  /** The worker pool that serves it; null for one of its own. */
  readonly pool: string | null;
  /** The text of the template: it is kept under its name, as a template that was run. */
  readonly source?: TemplateText | undefined;
  /** Who starts it; the program itself where absent. */
  readonly actor?: Actor | undefined;
  /** The same request again, with the same key, answers the run of the first. */
  readonly idempotencyKey?: RequestKey | undefined;
}

/** The run that a request answers, and whether the request made it. */
export interface StartedRun {
  readonly run: RunState;
  /** False where the key of the request was known. */
  readonly created: boolean;
}

/** A lane: one repository and one branch of it. */
export const laneOf = (commonDir: string, branch: string): string =>
  `${sha256Of(commonDir).slice(0, 16)}:${branch}`;

/** The commit that a run starts from, the tree of it, and the lane that its patches land in. */
export interface RunBase {
  readonly base: { readonly commit: string; readonly tree: string };
  readonly lane: string;
  readonly branch: string;
}

/**
 * Looks at repository and target before anything is written: the tip of a target that exists, else HEAD.
 * Throws `bad_repository`, `bad_target`, `target_dirty` or `repository_locked`.
 */
export async function resolveBase(context: EngineContext, path: string, name: string): Promise<RunBase> {
  const session = await context.sessions.open(path);
  const { repository } = session;
  const target = await resolveTarget(repository, name);
  assertLandable(target);
  const commit = target.commit ?? repository.head.commit;
  // `refs/heads/main` is another name of `main`.
  const { branch } = target;
  return {
    base: { commit, tree: await session.treeOf(commit) },
    lane: laneOf(repository.commonDir, branch),
    branch,
  };
}

/** Starts a run: everything about it is written in one transaction. */
export async function startRun(context: EngineContext, request: RunRequest): Promise<RunState> {
  const { run } = await startRunOnce(context, request);
  return run;
}

/** As {@link startRun}, and says whether the run is new. */
export async function startRunOnce(context: EngineContext, request: RunRequest): Promise<StartedRun> {
  const { idempotencyKey: key } = request;
  const known = key === undefined ? null : await runOfKey(context, key);
  if (known !== null) return { run: known, created: false };
  try {
    return { run: await startNew(context, request), created: true };
  } catch (error) {
    // Of two requests with one key that race, one finds its key taken.
    const other = isTaken(error) && key !== undefined ? await runOfKey(context, key) : null;
    if (other !== null) return { run: other, created: false };
    throw error;
  }
}

async function startNew(context: EngineContext, request: RunRequest): Promise<RunState> {
  const id = context.ids.next();
  const name = request.targetBranch ?? `uet/${id}`;
  const { base, lane, branch } = await resolveBase(context, request.config.repository, name);
  await assertExisting(context, request, base.commit);
  const { compiled, origin, pool, actor = 'system', idempotencyKey: key } = request;
  const config: RunConfig = { ...request.config, target_branch: branch, retry_of: null };
  const record = (keptSource: TemplateText | undefined): Promise<RunState> =>
    transact(context, actor, async (changes) => {
      const { run } = recordRun(changes, { id, compiled, config, base, lane, origin, pool });
      if (key !== undefined) writeKey(changes, key, run);
      if (keptSource !== undefined) await recordUse(context, changes, keptSource);
      return run;
    });
  const run = await recordInAnyCase(context, request, record);
  await makeTarget(context, run);
  return run;
}

/** Who else saves the template at this moment keeps no run from starting: then the template stays as they leave it. */
async function recordInAnyCase(
  context: EngineContext,
  { source, idempotencyKey: key }: RunRequest,
  record: (source: TemplateText | undefined) => Promise<RunState>,
): Promise<RunState> {
  try {
    return await record(source);
  } catch (error) {
    if (source === undefined || !(isTaken(error) || isStale(error))) throw error;
    if (key !== undefined && (await runOfKey(context, key)) !== null) throw error;
    return record(undefined);
  }
}

const isTaken = (error: unknown): boolean => error instanceof UetError && error.code === 'already_exists';
const isStale = (error: unknown): boolean => error instanceof UetError && error.code === 'stale';

async function assertExisting(
  context: EngineContext,
  { config, existing = [] }: RunRequest,
  commit: string,
): Promise<void> {
  const session = await context.sessions.open(config.repository);
  for (const name of existing) {
    const path = String(config.parameters[name]);
    if (await session.hasPath(commit, path)) continue;
    throw new UetError('bad_parameter', `parameter ${name}: there is no ${path} in the base commit`, {
      where: name,
      hint: 'name a file or folder that the repository has',
    });
  }
}

/** Makes the target branch at the base where it does not exist: a run that lands nothing leaves it there. */
export async function makeTarget(context: EngineContext, run: RunState): Promise<void> {
  const session = await context.sessions.open(run.repository);
  await session.tipOf(run);
}
