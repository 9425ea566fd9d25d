'use client';

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, type KeyboardEvent, useState } from 'react';
import { useApi } from '@/api/api';
import { errorWords } from '@/api/error-words';
import type { Anchor } from '@/diff/diff-line';
import { Button } from '@/ui/button';
import { Field, TextArea } from '@/ui/field';
import { useToast } from '@/ui/toasts';

interface CommentFormProps {
  readonly patchId: string;
  /** What it is about; null for the whole patch. */
  readonly anchor: Anchor | null;
  readonly label: string;
  /** What was written before the form was scrolled out of view. */
  readonly initial?: string;
  readonly onWrite?: (text: string) => void;
  /** Closes the form; without it, the form stays. */
  readonly onClose?: () => void;
}

/** Says something of a patch, a file or a line: the next attempt is told. */
export function CommentForm({ patchId, anchor, label, initial = '', onWrite, onClose }: CommentFormProps) {
  const api = useApi();
  const say = useToast();
  const queries = useQueryClient();
  const [body, setBody] = useState(initial);
  const write = (text: string): void => {
    setBody(text);
    onWrite?.(text);
  };
  const comment = useMutation(
    api.patches.comment.mutationOptions({
      onSuccess: async () => {
        await queries.invalidateQueries(api.patches.get.queryFilter({ patch_id: patchId }));
        write('');
        say('Said: the next attempt is told');
        onClose?.();
      },
      onError: (error) => say(errorWords(error), 'bad'),
    }),
  );
  const send = (): void => {
    if (body.trim() === '' || comment.isPending) return;
    comment.mutate({ patch_id: patchId, body: body.trim(), ...(anchor ?? {}) });
  };
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    send();
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === 'Enter' && (event.metaKey || event.ctrlKey)) send();
    if (event.key === 'Escape' && body.trim() === '') onClose?.();
  };
  return (
    <form onSubmit={submit} className="flex flex-col gap-2 rounded-md border border-line bg-raised p-3">
      <Field
        label={label}
        required
        hint="It goes into the prompt of the task’s next attempt, and of later ones until it is settled."
      >
        {(attributes) => (
          <TextArea
            {...attributes}
            autoFocus={onClose !== undefined}
            maxLength={10_000}
            rows={3}
            value={body}
            onChange={(event) => write(event.target.value)}
            onKeyDown={onKeyDown}
          />
        )}
      </Field>
      <div className="flex justify-end gap-2">
        {onClose === undefined ? null : <Button onClick={onClose}>Cancel</Button>}
        <Button type="submit" look="primary" disabled={body.trim() === ''} busy={comment.isPending}>
          Comment
        </Button>
      </div>
    </form>
  );
}
