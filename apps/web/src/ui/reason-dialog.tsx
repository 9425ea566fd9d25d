'use client';

import { type FormEvent, type ReactNode, useState } from 'react';
import { Button } from './button';
import { Dialog } from './dialog';
import { Field, TextArea } from './field';

interface ReasonDialogProps {
  readonly open: boolean;
  readonly onClose: () => void;
  readonly title: string;
  readonly about: ReactNode;
  /** What the button says. */
  readonly action: string;
  readonly danger?: boolean;
  /** Whether nothing happens without a reason. */
  readonly required?: boolean;
  readonly busy: boolean;
  readonly onConfirm: (reason: string | undefined) => void;
}

/** Asks why, before something is done by hand; the answer is kept in the event log. */
export function ReasonDialog({ open, onClose, title, about, ...form }: ReasonDialogProps) {
  return (
    <Dialog open={open} onClose={onClose} title={title} about={about}>
      <ReasonForm {...form} onClose={onClose} />
    </Dialog>
  );
}

function ReasonForm({
  onClose,
  action,
  danger = false,
  required = false,
  busy,
  onConfirm,
}: Omit<ReasonDialogProps, 'open' | 'title' | 'about'>) {
  const [reason, setReason] = useState('');
  const [asked, setAsked] = useState(false);
  const missing = required && reason.trim() === '';
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    setAsked(true);
    if (!missing) onConfirm(reason.trim() === '' ? undefined : reason.trim());
  };
  return (
    <form onSubmit={submit} className="flex flex-col gap-4" noValidate>
      <Field
        label="Reason"
        required={required}
        hint="It is kept in the event log."
        problem={asked && missing ? 'Say why, in a few words.' : null}
      >
        {(attributes) => (
          <TextArea
            {...attributes}
            autoFocus
            maxLength={2000}
            value={reason}
            onChange={(event) => setReason(event.target.value)}
          />
        )}
      </Field>
      <div className="flex justify-end gap-2">
        <Button onClick={onClose}>Go back</Button>
        <Button type="submit" look={danger ? 'danger' : 'primary'} busy={busy}>
          {action}
        </Button>
      </div>
    </form>
  );
}
