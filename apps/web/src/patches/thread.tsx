'use client';

import type { PatchComment } from '@uet/schemas';
import { type Anchor, anchorKey } from '@/diff/diff-line';
import { CommentCard } from './comment-card';
import { CommentForm } from './comment-form';
import { placeWords } from './comments';
import type { Drafts } from './use-drafts';

interface ThreadProps {
  readonly patchId: string;
  readonly anchor: Anchor;
  readonly comments: readonly PatchComment[];
  readonly drafts: Drafts;
  readonly attempts: ReadonlyMap<string, number>;
}

/** The comments at one place of a diff, and the form for another one. */
export function Thread({ patchId, anchor, comments, drafts, attempts }: ThreadProps) {
  return (
    <div className="flex max-w-3xl flex-col gap-2 border-y border-line bg-panel px-3 py-2.5 md:ml-12">
      {comments.map((comment) => (
        <CommentCard
          key={comment.id}
          comment={comment}
          toldAttempt={attempts.get(comment.told_attempt_id ?? '') ?? null}
        />
      ))}
      {drafts.open.has(anchorKey(anchor)) ? (
        <CommentForm
          patchId={patchId}
          anchor={anchor}
          label={`Comment on ${placeWords(anchor)}`}
          initial={drafts.textOf(anchor)}
          onWrite={(text) => drafts.write(anchor, text)}
          onClose={() => drafts.end(anchor)}
        />
      ) : null}
    </div>
  );
}
