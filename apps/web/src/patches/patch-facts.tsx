import type { PatchLine } from '@uet/schemas/api';
import { Fact, Facts } from '@/ui/facts';
import { Link } from '@/ui/link';
import { Age } from '@/ui/time';
import { ShortId } from './short-id';

const origins: Readonly<Record<PatchLine['origin'], string>> = {
  tool: 'made by a tool',
  file: 'read from a file',
  series: 'taken from history',
  rollback: 'takes another patch back',
};

const linkLook = 'text-accent hover:underline';

interface PatchFactsProps {
  readonly patch: PatchLine;
  /** The number of the attempt that made it. */
  readonly attempt: number | null;
}

/** Where a patch comes from, and which git objects it is and became. */
export function PatchFacts({ patch, attempt }: PatchFactsProps) {
  const { run_id: runId, attempt_id: attemptId } = patch;
  return (
    <Facts>
      <Fact name="Task">
        <Link href={`/runs/${runId}/tasks?task=${patch.task_id}`} className={linkLook}>
          {patch.task_title}
        </Link>
      </Fact>
      <Fact name="Origin">
        {attemptId === null ? (
          origins[patch.origin]
        ) : (
          <Link href={`/runs/${runId}/logs?subject=${attemptId}`} className={linkLook}>
            attempt {attempt ?? attemptId.slice(-8)}
          </Link>
        )}
      </Fact>
      {patch.base_commit === null ? null : (
        <Fact name="Made on">
          <ShortId id={patch.base_commit} of="base commit" />
        </Fact>
      )}
      {patch.candidate_commit === null || patch.commit_id !== null ? null : (
        <Fact name="Candidate">
          <ShortId id={patch.candidate_commit} of="candidate commit" />
          {patch.candidate_base === null ? null : (
            <>
              <span className="text-muted">on</span>
              <ShortId id={patch.candidate_base} of="base of the candidate" />
            </>
          )}
        </Fact>
      )}
      {patch.commit_id === null ? null : (
        <Fact name="Landed as">
          <ShortId id={patch.commit_id} of="commit that landed" />
        </Fact>
      )}
      {patch.tree_id === null ? null : (
        <Fact name="Tree">
          <ShortId id={patch.tree_id} of="tree that landed" />
        </Fact>
      )}
      <Fact name="Recorded">
        <Age at={patch.created_at} />
      </Fact>
      <Fact name="Patch">
        <ShortId id={patch.id} of="id of the patch" />
      </Fact>
    </Facts>
  );
}
