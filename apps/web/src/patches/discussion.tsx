'use client';

import type { PatchComment } from '@uet/schemas';
import { MessageSquarePlus } from 'lucide-react';
import { useState } from 'react';
import type { Anchor } from '@/diff/diff-line';
import { Panel } from '@/ui/panel';
import { CommentCard } from './comment-card';
import { CommentForm } from './comment-form';
import { anchorOfComment, placeWords } from './comments';
import { OperatorButton } from './operator-button';
import { placeHref } from './use-place';

interface DiscussionProps {
  readonly patchId: string;
  readonly comments: readonly PatchComment[];
  readonly attempts: ReadonlyMap<string, number>;
  readonly goTo: (anchor: Anchor) => void;
}

/** Everything that was said of a patch, what is not settled first; and the form for what is about all of it. */
export function Discussion({ patchId, comments, attempts, goTo }: DiscussionProps) {
  const [writing, setWriting] = useState(false);
  const [showSettled, setShowSettled] = useState(false);
  const open = comments.filter(({ resolved_at: resolvedAt }) => resolvedAt === null);
  const settled = comments.filter(({ resolved_at: resolvedAt }) => resolvedAt !== null);
  return (
    <Panel
      title={`Comments${open.length === 0 ? '' : ` · ${open.length} open`}`}
      actions={
        writing ? null : (
          <OperatorButton hint="Say something of the whole patch" compact onClick={() => setWriting(true)}>
            <MessageSquarePlus aria-hidden className="size-3.5" />
            Comment on the patch
          </OperatorButton>
        )
      }
    >
      <div className="flex flex-col gap-2">
        <p className="text-muted">
          Open comments go into the prompt of the task’s next attempt. To comment on a line, point at its
          number in the changes below.
        </p>
        {writing ? (
          <CommentForm
            patchId={patchId}
            anchor={null}
            label="Comment on the whole patch"
            onClose={() => setWriting(false)}
          />
        ) : null}
        {[...open, ...(showSettled ? settled : [])].map((comment) => (
          <CommentCard
            key={comment.id}
            comment={comment}
            toldAttempt={attempts.get(comment.told_attempt_id ?? '') ?? null}
            place={<PlaceLink anchor={anchorOfComment(comment)} goTo={goTo} />}
          />
        ))}
        {settled.length === 0 ? null : (
          <button
            type="button"
            aria-expanded={showSettled}
            onClick={() => setShowSettled(!showSettled)}
            className="self-start rounded text-[13px] text-accent hover:underline"
          >
            {showSettled ? 'Hide' : 'Show'} {settled.length} settled
          </button>
        )}
      </div>
    </Panel>
  );
}

function PlaceLink({
  anchor,
  goTo,
}: {
  readonly anchor: Anchor | null;
  readonly goTo: (anchor: Anchor) => void;
}) {
  if (anchor === null) return <span className="text-muted">on the whole patch</span>;
  return (
    <a
      href={placeHref(anchor)}
      onClick={(event) => {
        event.preventDefault();
        goTo(anchor);
      }}
      className="font-mono break-all text-accent hover:underline"
    >
      {placeWords(anchor)}
    </a>
  );
}
