'use client';

import type { ErrorCapture } from '@uet/schemas';
import type { GateLine, PatchLine } from '@uet/schemas/api';
import { FileDiff } from 'lucide-react';
import { formatCount, formatDuration } from '@/ui/format';
import { Link } from '@/ui/link';
import { StateBadge } from '@/ui/state-badge';
import { Age } from '@/ui/time';

const row = 'flex flex-wrap items-center gap-x-3 gap-y-1 rounded-md border border-line px-3 py-2';

/** The patches of a task. */
export function PeekPatches({ patches }: { readonly patches: readonly PatchLine[] }) {
  return (
    <ul className="flex flex-col gap-1.5">
      {patches.map((patch) => (
        <li key={patch.id} className={row}>
          <Link
            href={`/runs/${patch.run_id}/patches/${patch.id}`}
            className="inline-flex items-center gap-1.5 font-medium text-accent hover:underline"
          >
            <FileDiff aria-hidden className="size-4" />
            {formatCount(patch.files_touched.length)} {patch.files_touched.length === 1 ? 'file' : 'files'}
          </Link>
          <span className="text-[13px]">
            <span className="text-good">+{formatCount(patch.insertions)}</span>{' '}
            <span className="text-bad">−{formatCount(patch.deletions)}</span>
          </span>
          <span className="ml-auto">
            <StateBadge of="patch" state={patch.state} reason={patch.reason} />
          </span>
          {patch.reason === null ? null : <p className="w-full text-[13px] text-muted">{patch.reason}</p>}
        </li>
      ))}
    </ul>
  );
}

/** The gates that tested the patches of a task. */
export function PeekGates({ gates }: { readonly gates: readonly GateLine[] }) {
  return (
    <ul className="flex flex-col gap-1.5">
      {gates.map((gate) => (
        <li key={gate.id} className={row}>
          <Link
            href={`/runs/${gate.run_id}/gates/${gate.id}`}
            className="font-medium text-accent hover:underline"
          >
            {gate.name}
          </Link>
          <span className="text-[13px] text-muted">
            {gate.total === null ? '' : `${gate.passed ?? 0} of ${gate.total} passed`}
            {gate.duration_ms === null ? '' : ` · ${formatDuration(gate.duration_ms)}`}
          </span>
          <span className="ml-auto">
            <StateBadge of="gate" state={gate.state} reason={gate.reason} />
          </span>
          {gate.failing.slice(0, 3).map((failing) => (
            <p key={`${failing.file}:${failing.name}`} className="w-full text-[13px] break-words">
              <span className="font-medium">{failing.name}</span>
              {failing.file === null
                ? ''
                : ` (${failing.file}${failing.line === null ? '' : `:${failing.line}`})`}
              {failing.message === null ? null : (
                <span className="line-clamp-3 text-muted">{failing.message}</span>
              )}
            </p>
          ))}
        </li>
      ))}
    </ul>
  );
}

/** The kinds of error that a task ran into. */
export function PeekErrors({ errors }: { readonly errors: readonly ErrorCapture[] }) {
  return (
    <ul className="flex flex-col gap-1.5">
      {errors.map((error) => (
        <li key={error.id} className={row}>
          <code className="font-mono text-[13px] font-medium text-bad">{error.code}</code>
          <span className="text-[13px] text-muted">
            {error.count > 1 ? `${error.count} times, last ` : ''}
            <Age at={error.last_seen} /> · {error.category}
            {error.can_retry ? '' : ' · another attempt does not help'}
          </span>
          <p className="w-full break-words text-[13px] whitespace-pre-wrap">
            {error.message}
            {error.file === null ? '' : ` (${error.file}${error.line === null ? '' : `:${error.line}`})`}
          </p>
        </li>
      ))}
    </ul>
  );
}
