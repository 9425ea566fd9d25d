import type { Problem } from '@uet/schemas/api';
import { CircleX } from 'lucide-react';

interface ProblemListProps {
  readonly problems: readonly Problem[];
  /** Goes to the place of a problem. */
  readonly onGo?: (line: number, column: number) => void;
}

const place = ({ line, column, path }: Problem): string | null =>
  line === null ? path : `${line}:${column ?? 1}`;

/** What is wrong with a template or parameter: where, what, and what to do. */
export function ProblemList({ problems, onGo }: ProblemListProps) {
  return (
    <ul className="flex flex-col divide-y divide-line">
      {problems.map((problem) => {
        const { message, line, column, hint } = problem;
        const at = place(problem);
        return (
          <li key={`${at} ${message}`} className="flex gap-2.5 py-2">
            <CircleX aria-hidden className="mt-0.5 size-4 shrink-0 text-bad" />
            <div className="min-w-0 break-words">
              {at === null ? null : line === null || onGo === undefined ? (
                <span className="mr-2 font-mono text-[13px] text-muted">{at}</span>
              ) : (
                <button
                  type="button"
                  className="mr-2 font-mono text-[13px] text-accent hover:underline"
                  onClick={() => onGo(line, column ?? 1)}
                >
                  {at}
                </button>
              )}
              {message}
              {hint === null ? null : <p className="text-muted">{hint}</p>}
            </div>
          </li>
        );
      })}
    </ul>
  );
}
