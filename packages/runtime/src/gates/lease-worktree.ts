import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type CompiledSetup, UetError } from '@uet/core';
import type { RunState } from '@uet/schemas';
import { digestOf } from '../engine/digest.js';
import type { EngineContext } from '../engine/engine-context.js';
import type { RepositorySession } from '../engine/repository-session.js';
import type { Worktree } from '../git/index.js';
import { buildEnvironment, runProcess } from '../processes/index.js';
import { secretsOf, setupOf } from './run-texts.js';

/** What each worktree was last prepared for; worktrees live no longer than the process that made them. */
const preparedFor = new Map<string, string>();

/** Where and for what a worktree is needed. */
export interface WorktreeRequest {
  readonly run: RunState;
  readonly commit: string;
  readonly logPath: string;
  /** The attempt or gate that it is for: by it, what the preparation left running is found after a crash. */
  readonly marker: string;
}

/**
 * Leases a worktree at a commit, prepared as the template asks (`npm ci`, say) unless what `keep` names is still
 * there from the same inputs. Throws `spawn_failed` where the preparation fails, `canceled` where it is stopped.
 */
export async function leaseWorktree(
  context: EngineContext,
  session: RepositorySession,
  { run, commit, logPath, marker }: WorktreeRequest,
): Promise<Worktree> {
  const setup = setupOf(run);
  const pool = await session.worktrees(setup?.keep ?? []);
  if (setup === null) return pool.lease(commit);
  const preparation = { setup, secrets: secretsOf(run), logPath, marker };
  return pool.lease(commit, { setup: (folder) => prepare(context, folder, preparation) });
}

interface Preparation extends Pick<WorktreeRequest, 'logPath' | 'marker'> {
  readonly setup: CompiledSetup;
  readonly secrets: readonly string[];
}

async function prepare(
  context: EngineContext,
  folder: string,
  { setup, secrets: declared, logPath, marker }: Preparation,
): Promise<void> {
  const wanted = await inputsDigest(folder, setup);
  if (setup.keep.length > 0 && preparedFor.get(folder) === wanted) return;
  preparedFor.delete(folder);
  const { env, secrets } = buildEnvironment({ base: context.environment, allow: [], set: setup.env });
  const outcome = await runProcess({
    argv: typeof setup.run === 'string' ? { shell: setup.run } : setup.run,
    cwd: folder,
    env,
    wallTimeoutMs: setup.timeoutMs,
    idleTimeoutMs: 0,
    log: { stdoutPath: join(logPath, 'setup.stdout.log'), stderrPath: join(logPath, 'setup.stderr.log') },
    mask: [...secrets, ...declared],
    marker,
    kill: context.kill,
  });
  if (outcome.canceled) throw new UetError('canceled', 'stopped while the worktree was prepared');
  if (outcome.exitCode !== 0) {
    const how = outcome.spawnError ?? outcome.timedOut ?? outcome.signal ?? `exit code ${outcome.exitCode}`;
    throw new UetError('spawn_failed', `the setup of the worktree failed (${how})`, {
      hint: `see ${logPath}`,
    });
  }
  preparedFor.set(folder, wanted);
}

/** Digest of the setup clause and of the files that it depends on. */
async function inputsDigest(folder: string, setup: CompiledSetup): Promise<string> {
  const hash = createHash('sha256').update(digestOf(setup));
  for (const input of setup.inputs) {
    const content = await readFile(join(folder, input)).catch(() => null);
    hash.update(`\0${input}\0`).update(content ?? 'absent');
  }
  return hash.digest('hex');
}
