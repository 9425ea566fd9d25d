'use client';

import { classes } from '@/ui/classes';
import { useDiff } from './diff-context';
import { type Anchor, anchorHash, anchorKey } from './diff-line';

const signs = { add: '+', delete: '−', context: ' ' } as const;

/** The sign before a line, which tells its kind without its color. */
export const Sign = ({ kind }: { readonly kind: keyof typeof signs }) => (
  <span className="w-4 shrink-0 text-center select-none">
    {kind === 'context' ? null : (
      <>
        <span aria-hidden>{signs[kind]}</span>
        <span className="sr-only">{kind === 'add' ? 'added' : 'deleted'}</span>
      </>
    )}
  </span>
);

interface NumberProps {
  readonly anchor: Anchor;
  readonly className?: string;
}

/** The number of a line: a link to it. */
export function LineNumber({ anchor, className }: NumberProps) {
  const { onTarget } = useDiff();
  return (
    <a
      href={anchorHash(anchor)}
      tabIndex={-1}
      aria-label={`Line ${anchor.line} ${anchor.side === 'old' ? 'before' : 'after'} the change`}
      className={classes(
        'block pr-2 text-right text-muted select-none hover:text-accent hover:underline',
        className,
      )}
      onClick={(event) => {
        event.preventDefault();
        onTarget(anchor);
      }}
    >
      {anchor.line}
    </a>
  );
}

interface CommentButtonProps {
  readonly anchor: Anchor;
  /** Whether the tabulator key stops here: at one line only, the arrow keys lead to the others. */
  readonly stop: boolean;
}

/**
 * Opens the form for a comment. Shown where the pointer or the focus is, and at the line that the address names; a sign
 * and no icon, as every line that scrolls by has one.
 */
export function CommentButton({ anchor, stop }: CommentButtonProps) {
  const { onComment, target } = useDiff();
  if (onComment === null) return null;
  const isTarget = target !== null && anchorKey(target) === anchorKey(anchor);
  const label = `Comment on line ${anchor.line} ${anchor.side === 'old' ? 'before' : 'after'} the change`;
  return (
    <button
      type="button"
      data-comment
      aria-label={label}
      title="Comment: the next attempt is told"
      tabIndex={stop ? 0 : -1}
      onClick={() => onComment(anchor)}
      className={classes(
        'absolute top-0 left-0.5 z-1 flex size-5 items-center justify-center rounded bg-accent font-sans font-semibold text-accent-text select-none',
        'group-hover/line:opacity-100 focus-visible:opacity-100',
        isTarget ? 'opacity-100' : 'opacity-0',
      )}
    >
      +
    </button>
  );
}
