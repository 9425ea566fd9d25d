'use client';

import { useQuery } from '@tanstack/react-query';
import type { ApprovalLine } from '@uet/schemas/api';
import { ArrowRight } from 'lucide-react';
import { useCallback } from 'react';
import { useApi } from '@/api/api';
import { DiffExcerpt, diffHref } from '@/diff/diff-excerpt';
import type { Anchor } from '@/diff/diff-line';
import { ChangeIcon, LineCounts } from '@/diff/file-change';
import { buttonClasses } from '@/ui/button';
import { formatCount, repositoryName } from '@/ui/format';
import { Link } from '@/ui/link';
import { Loading, Problem } from '@/ui/notices';
import { Age } from '@/ui/time';
import { useGo } from '@/ui/use-go';
import { Decide } from './decide';

/** How many files are named, and how many rows of the diff are shown. */
const shown = { files: 6, rows: 18 };

/** An approval that waits, with the patch in view. */
export function ApprovalCard({ line }: { readonly line: ApprovalLine }) {
  const { approval, patch, run } = line;
  const api = useApi();
  const go = useGo();
  const diff = useQuery(
    api.patches.diff.queryOptions(
      { patch_id: patch.id, max_lines: 400 },
      { staleTime: Number.POSITIVE_INFINITY },
    ),
  );
  const open = useCallback(
    (anchor: Anchor) => go(diffHref(run.id, patch.id, anchor)),
    [go, run.id, patch.id],
  );
  const files = patch.files_touched;
  const href = `/runs/${run.id}/patches/${patch.id}`;
  return (
    <article aria-label={patch.task_title} className="min-w-0 rounded-lg border border-line bg-panel">
      <header className="flex flex-wrap items-start justify-between gap-x-6 gap-y-3 px-4 py-3.5">
        <div className="min-w-0">
          <h2 className="font-semibold break-words">
            <Link href={href} className="hover:underline">
              {patch.task_title}
            </Link>
          </h2>
          <p className="mt-0.5 text-muted">
            Asked for <Age at={approval.created_at} /> by{' '}
            <Link href={`/runs/${run.id}`} className="text-accent underline">
              {run.template_name}
            </Link>{' '}
            for {repositoryName(run.repository)} / {run.target_branch}
          </p>
        </div>
        <Decide approval={approval} />
      </header>
      <ul aria-label="Files" className="flex flex-col gap-1 border-t border-line px-4 py-2.5">
        {files.slice(0, shown.files).map((file) => (
          <li key={file.path} className="flex items-center gap-2 text-[13px]">
            <ChangeIcon kind={file.kind} />
            <Link
              href={diffHref(run.id, patch.id, { path: file.path, side: null, line: null })}
              className="min-w-0 font-mono break-all hover:underline"
            >
              {file.path}
            </Link>
            <span className="ml-auto" />
            <LineCounts insertions={file.insertions} deletions={file.deletions} />
          </li>
        ))}
        {files.length <= shown.files ? null : (
          <li className="text-[13px] text-muted">and {formatCount(files.length - shown.files)} more files</li>
        )}
      </ul>
      <div className="border-t border-line">
        {diff.error === null ? null : <Problem error={diff.error} retry={() => void diff.refetch()} />}
        {diff.data === undefined && diff.error === null ? <Loading lines={10} height={22} /> : null}
        {diff.data === undefined ? null : (
          <DiffExcerpt files={diff.data.files} limit={shown.rows} onOpen={open} />
        )}
      </div>
      <footer className="flex justify-end border-t border-line px-3 py-2">
        <Link href={href} className={buttonClasses('quiet')}>
          See the whole patch
          <ArrowRight aria-hidden className="size-4" />
        </Link>
      </footer>
    </article>
  );
}
