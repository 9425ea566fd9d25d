import { isOscillation, planOfRun } from '@uet/core';
import type { PatchArtifact } from '@uet/schemas';
import type { EngineContext } from '../engine/engine-context.js';
import { placeOf } from '../patches/place-of.js';
import { policyOf } from '../patches/policy-of.js';
import { type ReadPatch, readPatch } from '../patches/read-patch.js';
import type { Lease } from './lease.js';
import type { WorkChange } from './work.js';

/** A patch with what the policy says of it, ready to be recorded. */
export interface JudgedPatch extends Pick<ReadPatch, 'validation' | 'violations'> {
  readonly artifact: PatchArtifact;
  /** True where the same diff was made before: trying again goes in circles. */
  readonly oscillates: boolean;
  /** The patch of an earlier attempt of the task. */
  readonly replaces: string | null;
}

/** Reads the diff of an attempt and holds it against the policy: scope, size, paths, kinds, oscillation. */
export async function judgePatch(
  context: EngineContext,
  { run, task, attempt }: Lease,
  change: WorkChange,
  baseCommit: string | null,
): Promise<JudgedPatch> {
  const earlier = await context.store.list('attempts', { task_id: task.id, state: ['succeeded', 'failed'] });
  const digests = earlier.flatMap(({ patch_digest: digest }) => (digest === null ? [] : [digest]));
  const policy = policyOf(planOfRun(run), await placeOf(context, task));
  const read = readPatch(change.diff, policy, { oscillates: (digest) => isOscillation(digests, digest) });
  return {
    artifact: {
      ...read.facts,
      id: context.ids.next(),
      run_id: run.id,
      task_id: task.id,
      attempt_id: attempt.id,
      base_commit: baseCommit,
      result_tree: change.resultTree,
      origin: change.origin,
      message: change.message,
      author: change.author,
      created_at: context.clock.now().toISOString(),
    },
    validation: read.validation,
    violations: read.violations,
    oscillates: isOscillation(digests, read.facts.digest),
    replaces: earlier.findLast(({ patch_id: patch }) => patch !== null)?.patch_id ?? null,
  };
}
