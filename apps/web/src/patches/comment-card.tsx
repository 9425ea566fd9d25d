'use client';

import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { PatchComment } from '@uet/schemas';
import { Check, CircleCheck, Send } from 'lucide-react';
import type { ReactNode } from 'react';
import { useApi } from '@/api/api';
import { errorWords } from '@/api/error-words';
import { classes } from '@/ui/classes';
import { Hint } from '@/ui/hint';
import { Age } from '@/ui/time';
import { useToast } from '@/ui/toasts';
import { OperatorButton } from './operator-button';

interface CommentCardProps {
  readonly comment: PatchComment;
  /** The number of the attempt whose prompt had it first; null where that is not known. */
  readonly toldAttempt: number | null;
  /** Where it belongs, where that is not plain from its place. */
  readonly place?: ReactNode;
}

const nameOf = (actor: string): string => actor.replace('person:', '');

/** A comment: who said it, whether an attempt was told, whether it is settled. */
export function CommentCard({ comment, toldAttempt, place }: CommentCardProps) {
  const { id, body, author, resolved_at: resolvedAt, resolved_by: resolvedBy } = comment;
  const api = useApi();
  const say = useToast();
  const queries = useQueryClient();
  const resolve = useMutation(
    api.patches.resolve_comment.mutationOptions({
      onSuccess: () => {
        say('Settled: later attempts are not told any more');
        void queries.invalidateQueries(api.patches.get.queryFilter({ patch_id: comment.patch_id }));
      },
      onError: (error) => say(errorWords(error), 'bad'),
    }),
  );
  const settled = resolvedAt !== null;
  return (
    <article
      aria-label={`Comment by ${nameOf(author)}`}
      className={classes(
        'rounded-md border border-line px-3 py-2',
        settled ? 'bg-panel text-muted' : 'bg-raised',
      )}
    >
      <header className="flex flex-wrap items-center gap-x-2 gap-y-1 text-[13px]">
        <strong className="font-semibold">{nameOf(author)}</strong>
        <span className="text-muted">
          <Age at={comment.created_at} />
        </span>
        {place}
        {comment.told_attempt_id === null ? null : (
          <Hint text="The prompt of this attempt had the comment">
            <span className="inline-flex items-center gap-1 rounded-full bg-active-soft px-2 text-xs text-active">
              <Send aria-hidden className="size-3" />
              told to attempt {toldAttempt ?? '…'}
            </span>
          </Hint>
        )}
        <span className="ml-auto" />
        {settled ? (
          <span className="inline-flex items-center gap-1 text-good">
            <CircleCheck aria-hidden className="size-3.5" />
            settled by {nameOf(resolvedBy ?? 'system')} <Age at={resolvedAt} />
          </span>
        ) : (
          <OperatorButton
            hint="Later attempts are not told any more"
            look="quiet"
            compact
            busy={resolve.isPending}
            onClick={() => resolve.mutate({ comment_id: id })}
          >
            <Check aria-hidden className="size-3.5" />
            Resolve
          </OperatorButton>
        )}
      </header>
      <p className="mt-1 break-words whitespace-pre-wrap">{body}</p>
    </article>
  );
}
