import type { PatchLine } from '@uet/schemas/api';
import { ArrowRightLeft, Undo2 } from 'lucide-react';
import type { ReactNode } from 'react';
import { Link } from '@/ui/link';

interface PatchRelationsProps {
  readonly patch: PatchLine;
  readonly rolledBackBy: string | null;
  /** The patch of a later attempt that replaces it. */
  readonly replacedBy: string | null;
}

/** What a patch has to do with others. */
export function PatchRelations({ patch, rolledBackBy, replacedBy }: PatchRelationsProps) {
  const relations: ReadonlyArray<readonly [string | null, string, ReactNode]> = [
    [rolledBackBy, 'Taken back by', <Undo2 key="icon" aria-hidden />],
    [patch.rollback_of, 'Takes back', <Undo2 key="icon" aria-hidden />],
    [replacedBy, 'Replaced by', <ArrowRightLeft key="icon" aria-hidden />],
    [patch.replaces, 'Replaces', <ArrowRightLeft key="icon" aria-hidden />],
  ];
  const shown = relations.filter(([id]) => id !== null);
  if (shown.length === 0) return null;
  return (
    <ul className="flex flex-wrap gap-2">
      {shown.map(([id, text, icon]) => (
        <li
          key={text}
          className="inline-flex items-center gap-1.5 rounded-md border border-line bg-panel px-2.5 py-1 [&_svg]:size-4 [&_svg]:text-muted"
        >
          {icon}
          {text}
          <Link
            href={`/runs/${patch.run_id}/patches/${id}`}
            className="font-mono text-[13px] text-accent hover:underline"
          >
            {id?.slice(-8)}
          </Link>
        </li>
      ))}
    </ul>
  );
}
