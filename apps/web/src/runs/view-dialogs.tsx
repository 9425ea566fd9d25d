'use client';

import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { SavedView } from '@uet/schemas';
import { Trash2 } from 'lucide-react';
import { type FormEvent, useState } from 'react';
import { useApi } from '@/api/api';
import { errorWords } from '@/api/error-words';
import { Button } from '@/ui/button';
import { Dialog } from '@/ui/dialog';
import { Field, Input } from '@/ui/field';
import { IconButton } from '@/ui/icon-button';
import { Link } from '@/ui/link';
import { Empty } from '@/ui/notices';
import { useToast } from '@/ui/toasts';
import { sameView, viewAddress } from './run-filters';

interface ViewDialogsProps {
  readonly dialog: 'save' | 'manage';
  readonly views: readonly SavedView[];
  /** What the page shows now. */
  readonly shown: Record<string, string>;
  readonly mayChange: boolean;
  readonly onClose: () => void;
}

/** The dialogs about saved views: to save one, or to see and delete them. */
export function ViewDialogs({ dialog, views, shown, mayChange, onClose }: ViewDialogsProps) {
  return (
    <>
      <Dialog
        open={dialog === 'save'}
        onClose={onClose}
        title="Save this view"
        about="Filters and order under a name, for everybody."
      >
        <SaveView
          query={shown}
          names={views.map(({ name }) => name)}
          initial={views.find((view) => sameView(view.query, shown))?.name ?? ''}
          onDone={onClose}
        />
      </Dialog>
      <Dialog open={dialog === 'manage'} onClose={onClose} title="Saved views">
        {views.length === 0 ? (
          <Empty title="No views">Choose filters and save them under a name.</Empty>
        ) : (
          <ul className="divide-y divide-line">
            {views.map((view) => (
              <li key={view.id} className="flex items-center justify-between gap-3 py-1.5">
                <Link
                  href={viewAddress(view.query)}
                  onClick={onClose}
                  className="min-w-0 flex-1 truncate font-medium hover:underline"
                >
                  {view.name}
                </Link>
                <span className="text-[13px] text-muted">{view.created_by.replace('person:', '')}</span>
                <DeleteView id={view.id} name={view.name} disabled={!mayChange} />
              </li>
            ))}
          </ul>
        )}
      </Dialog>
    </>
  );
}

interface SaveViewProps {
  readonly query: Record<string, string>;
  readonly names: readonly string[];
  readonly initial: string;
  readonly onDone: () => void;
}

function SaveView({ query, names, initial, onDone }: SaveViewProps) {
  const api = useApi();
  const queries = useQueryClient();
  const say = useToast();
  const [name, setName] = useState(initial);
  const text = name.trim();
  const { mutate, isPending } = useMutation(
    api.runs.save_view.mutationOptions({
      onSuccess: async (view) => {
        await queries.invalidateQueries({ queryKey: api.runs.views.queryKey() });
        say(`Saved the view “${view.name}”.`);
        onDone();
      },
      onError: (error) => say(errorWords(error), 'bad'),
    }),
  );
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (text !== '') mutate({ name: text, query });
  };
  return (
    <form onSubmit={submit} className="flex flex-col gap-4">
      <Field
        label="Name"
        required
        hint={names.includes(text) ? 'There is a view of this name: it will be overwritten.' : undefined}
      >
        {(attributes) => (
          <Input
            {...attributes}
            autoFocus
            maxLength={80}
            value={name}
            onChange={({ target }) => setName(target.value)}
          />
        )}
      </Field>
      <p className="rounded-md bg-sunken px-3 py-2 font-mono text-[13px] break-all text-muted">
        {viewAddress(query)}
      </p>
      <div className="flex justify-end gap-2">
        <Button onClick={onDone}>Cancel</Button>
        <Button type="submit" look="primary" busy={isPending} disabled={text === ''}>
          Save
        </Button>
      </div>
    </form>
  );
}

function DeleteView({
  id,
  name,
  disabled,
}: {
  readonly id: string;
  readonly name: string;
  readonly disabled: boolean;
}) {
  const api = useApi();
  const queries = useQueryClient();
  const say = useToast();
  const { mutate, isPending } = useMutation(
    api.runs.delete_view.mutationOptions({
      onSuccess: async () => {
        await queries.invalidateQueries({ queryKey: api.runs.views.queryKey() });
        say(`Deleted the view “${name}”.`);
      },
      onError: (error) => say(errorWords(error), 'bad'),
    }),
  );
  return (
    <IconButton
      label={disabled ? `Delete ${name} (needs the role operator)` : `Delete ${name}`}
      disabled={disabled || isPending}
      onClick={() => mutate({ view_id: id })}
    >
      <Trash2 />
    </IconButton>
  );
}
