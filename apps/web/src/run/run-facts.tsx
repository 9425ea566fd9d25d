'use client';

import type { RunPage } from '@uet/schemas/api';
import { ChevronDown, ChevronRight } from 'lucide-react';
import { useState } from 'react';
import { classes } from '@/ui/classes';
import { CopyButton } from '@/ui/copy-button';
import { Fact } from '@/ui/facts';
import { repositoryName, shortCommit } from '@/ui/format';
import { Hint } from '@/ui/hint';
import { Link } from '@/ui/link';
import { Age } from '@/ui/time';
import { useStarter } from './use-run';

const Commit = ({ id, label }: { readonly id: string; readonly label: string }) => (
  <>
    <Hint text={`${label}: ${id}`}>
      <code className="font-mono text-[13px]">{shortCommit(id)}</code>
    </Hint>
    <CopyButton text={id} label={`Copy the ${label}`} />
  </>
);

const RunLink = ({ id }: { readonly id: string }) => (
  <Link href={`/runs/${id}`} className="font-mono text-[13px] text-accent hover:underline">
    {id.slice(-8)}
  </Link>
);

/** Where a run works, who started it, and what it has to do with other runs. */
export function RunFacts({ page }: { readonly page: RunPage }) {
  const { run, record } = page;
  const starter = useStarter(run.id);
  const [open, setOpen] = useState(false);
  return (
    <>
      <button
        type="button"
        aria-expanded={open}
        onClick={() => setOpen(!open)}
        className="flex items-center gap-1 self-start text-muted hover:text-text sm:hidden"
      >
        {open ? (
          <ChevronDown aria-hidden className="size-4" />
        ) : (
          <ChevronRight aria-hidden className="size-4" />
        )}
        {repositoryName(run.repository)} · {run.target_branch}
      </button>
      <dl className={classes('flex-wrap gap-x-7 gap-y-2 sm:flex', open ? 'flex' : 'hidden')}>
        <Fact name="Repository">
          <Hint text={run.repository}>
            <span className="truncate">{repositoryName(run.repository)}</span>
          </Hint>
          <CopyButton text={run.repository} label="Copy the path of the repository" />
        </Fact>
        <Fact name="Branch">
          <span className="break-all">{run.target_branch}</span>
          <CopyButton text={run.target_branch} label="Copy the name of the branch" />
        </Fact>
        <Fact name="Commits">
          <Commit id={record.base_commit} label="base commit" />
          {record.head_commit === record.base_commit ? (
            <span className="text-faint">nothing landed</span>
          ) : (
            <>
              <span aria-hidden>→</span>
              <Commit id={record.head_commit} label="head commit" />
            </>
          )}
        </Fact>
        <Fact name="Run">
          <Hint text={run.id}>
            <code className="font-mono text-[13px]">{run.id.slice(-8)}</code>
          </Hint>
          <CopyButton text={run.id} label="Copy the id of the run" />
        </Fact>
        {run.retry_of === null ? null : (
          <Fact name="Retry of">
            <RunLink id={run.retry_of} />
          </Fact>
        )}
        {page.retried_by === null ? null : (
          <Fact name="Retried by">
            <RunLink id={page.retried_by} />
          </Fact>
        )}
        {/* The last one, with room at its end: who started it is known later, and nothing is to move then. */}
        <Fact name="Started" className="min-w-52">
          <Age at={run.started_at ?? run.created_at} />
          <span className="text-muted">
            ({run.origin}){starter?.startsWith('person:') ? ` by ${starter.slice(7)}` : ''}
          </span>
        </Fact>
      </dl>
    </>
  );
}
