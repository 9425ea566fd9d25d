'use client';

import { useMutation } from '@tanstack/react-query';
import type { Contract, OutputOf, RunLine } from '@uet/schemas/api';
import { RotateCcw, Square, X } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { useApi } from '@/api/api';
import { errorWords } from '@/api/error-words';
import { runActions } from '@/run/run-actions';
import { useMay } from '@/shell/use-system';
import { Button } from '@/ui/button';
import { Hint } from '@/ui/hint';
import { IconButton } from '@/ui/icon-button';
import { ReasonDialog } from '@/ui/reason-dialog';
import { useToast } from '@/ui/toasts';
import { bulkWords } from './bulk-words';
import type { Selection } from './use-selection';

type BulkAnswer = OutputOf<Contract['runs']['cancel_many']>;

/** What can be done with the selected runs; over the page, so that nothing moves. */
export function BulkBar({
  lines,
  selection,
}: {
  readonly lines: readonly RunLine[];
  readonly selection: Selection;
}) {
  const api = useApi();
  const say = useToast();
  const [asking, setAsking] = useState(false);
  const selected = lines.filter(({ id }) => selection.ids.has(id));
  const stoppable = selected.filter(
    ({ state, cancel_requested_at: asked }) => runActions(state).includes('cancel') && asked === null,
  );
  const retryable = selected.filter(({ state }) => runActions(state).includes('retry'));
  const tell = (verb: string) => ({
    onSuccess: ({ results }: BulkAnswer) => {
      setAsking(false);
      const { text, tone } = bulkWords(verb, results);
      say(text, tone);
      if (results.every(({ done }) => done)) selection.clear();
    },
    onError: (error: unknown) => say(errorWords(error), 'bad'),
  });
  const cancel = useMutation(api.runs.cancel_many.mutationOptions(tell('Canceled')));
  const retry = useMutation(api.runs.retry_many.mutationOptions(tell('Retried')));
  return (
    <section
      aria-label="Selected runs"
      className="fixed inset-x-0 bottom-4 z-30 mx-auto flex w-fit max-w-[calc(100%-2rem)] items-center gap-2 rounded-xl border border-line-strong bg-raised px-3 py-2 shadow-pop"
    >
      <p aria-live="polite" className="px-1 font-medium whitespace-nowrap">
        {selection.ids.size} selected
      </p>
      <BulkButton
        hint={
          stoppable.length === 0
            ? 'None of them can be canceled'
            : 'What runs finishes and lands, then they end'
        }
        disabled={stoppable.length === 0}
        onClick={() => setAsking(true)}
      >
        <Square aria-hidden className="size-4" />
        Cancel {stoppable.length}…
      </BulkButton>
      <BulkButton
        hint={
          retryable.length === 0
            ? 'None of them ended badly: there is nothing to retry'
            : 'Takes them up again as new runs'
        }
        disabled={retryable.length === 0}
        busy={retry.isPending}
        onClick={() => retry.mutate({ run_ids: retryable.slice(0, 500).map(({ id }) => id) })}
      >
        <RotateCcw aria-hidden className="size-4" />
        Retry {retryable.length}
      </BulkButton>
      <IconButton label="Clear the selection" onClick={selection.clear}>
        <X />
      </IconButton>
      <ReasonDialog
        open={asking}
        onClose={() => setAsking(false)}
        title={`Cancel ${stoppable.length === 1 ? 'one run' : `${stoppable.length} runs`}`}
        about="Nothing new starts in them. What runs finishes and lands, then they end. A canceled run cannot go on."
        action="Cancel the runs"
        danger
        busy={cancel.isPending}
        onConfirm={(reason) =>
          cancel.mutate({
            run_ids: stoppable.slice(0, 500).map(({ id }) => id),
            ...(reason === undefined ? {} : { reason }),
          })
        }
      />
    </section>
  );
}

interface BulkButtonProps {
  readonly hint: string;
  readonly disabled: boolean;
  readonly busy?: boolean;
  readonly onClick: () => void;
  readonly children: ReactNode;
}

function BulkButton({ hint, disabled, busy = false, onClick, children }: BulkButtonProps) {
  const may = useMay('operator');
  return (
    <Hint text={may ? hint : `${hint}. This needs the role operator.`}>
      <span>
        <Button compact disabled={disabled || !may} busy={busy} onClick={onClick}>
          {children}
        </Button>
      </span>
    </Hint>
  );
}
