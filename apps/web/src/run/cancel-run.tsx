'use client';

import { useId, useState } from 'react';
import { Button } from '@/ui/button';
import { Dialog } from '@/ui/dialog';
import { Field, TextArea } from '@/ui/field';

interface CancelRunProps {
  readonly open: boolean;
  readonly busy: boolean;
  /** It was asked already to stop gently: only to end it at once is left. */
  readonly stopping: boolean;
  readonly onClose: () => void;
  readonly onCancel: (request: { now: boolean; reason?: string }) => void;
}

const ways = [
  {
    now: false,
    title: 'Gently',
    text: 'Nothing new starts. What runs finishes and lands, then the run ends.',
  },
  { now: true, title: 'Now', text: 'What runs is ended at once; its work is lost. What landed stays.' },
] as const;

/** Asks how a run is to be stopped, and why. */
export function CancelRun({ open, busy, stopping, onClose, onCancel }: CancelRunProps) {
  const [now, setNow] = useState(false);
  const [reason, setReason] = useState('');
  const group = useId();
  const immediately = now || stopping;
  return (
    <Dialog open={open} onClose={onClose} title="Cancel this run" about="A canceled run cannot go on.">
      <form
        className="flex flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          const why = reason.trim();
          onCancel({ now: immediately, ...(why === '' ? {} : { reason: why }) });
        }}
      >
        <fieldset className="flex flex-col gap-2">
          <legend className="mb-1 font-medium">How</legend>
          {ways.map((way) => (
            <label
              key={way.title}
              className="flex gap-2.5 rounded-md border border-line p-3 has-checked:border-accent has-checked:bg-accent-soft has-disabled:opacity-60"
            >
              <input
                type="radio"
                name={group}
                className="mt-0.5 accent-(--accent)"
                checked={immediately === way.now}
                disabled={stopping && !way.now}
                onChange={() => setNow(way.now)}
              />
              <span>
                <span className="block font-medium">{way.title}</span>
                <span className="text-muted">{way.text}</span>
              </span>
            </label>
          ))}
        </fieldset>
        <Field label="Reason" hint="It is kept in the event log.">
          {(attributes) => (
            <TextArea
              {...attributes}
              maxLength={2000}
              value={reason}
              onChange={(event) => setReason(event.target.value)}
            />
          )}
        </Field>
        <div className="flex justify-end gap-2">
          <Button onClick={onClose}>Keep it running</Button>
          <Button type="submit" look="danger" busy={busy}>
            {immediately ? 'Cancel now' : 'Cancel gently'}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
