'use client';

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { breakerMachine, eventsFrom, isHeldOpen } from '@uet/core';
import type { CircuitBreakerRow } from '@uet/schemas';
import { useState } from 'react';
import { useApi } from '@/api/api';
import { errorWords } from '@/api/error-words';
import { useMay } from '@/shell/use-system';
import { Button } from '@/ui/button';
import { Hint } from '@/ui/hint';
import { ReasonDialog } from '@/ui/reason-dialog';
import { useToast } from '@/ui/toasts';

const actions = {
  force_open: {
    text: 'Force open',
    about: 'Stops calling the tool until its breaker is reset. What runs, finishes.',
    done: 'The tool is not called any more',
    danger: true,
  },
  reset: {
    text: 'Reset',
    about: 'Calls the tool again, at once.',
    done: 'The tool is called again',
    danger: false,
  },
} as const;

type Action = keyof typeof actions;

interface BreakerActionsProps {
  readonly toolId: string;
  readonly title: string;
  readonly breaker: CircuitBreakerRow | null;
}

/** What a person may do to a breaker in its state. One that was never used is closed. */
export function actionsOf(breaker: CircuitBreakerRow | null): Action[] {
  const events: readonly string[] = eventsFrom(breakerMachine, breaker?.state ?? breakerMachine.initial);
  // A breaker that opened by itself would try again in a while: it can be held open as well.
  const isOpenForNow = breaker?.state === 'open' && !isHeldOpen(breaker);
  return (['force_open', 'reset'] as const).filter(
    (action) => events.includes(action) || (action === 'force_open' && isOpenForNow),
  );
}

/** The buttons that the state of a breaker allows; both ask why. */
export function BreakerActions({ toolId, title, breaker }: BreakerActionsProps) {
  const api = useApi();
  const queries = useQueryClient();
  const say = useToast();
  const mayAct = useMay('operator');
  const [asked, setAsked] = useState<Action | null>(null);
  const ends = (action: Action) => ({
    onSuccess: () => {
      say(`${actions[action].done}: ${title}`);
      void queries.invalidateQueries(api.tools.pathFilter());
      setAsked(null);
    },
    onError: (error: unknown) => say(errorWords(error), 'bad'),
  });
  const forceOpen = useMutation(api.breakers.force_open.mutationOptions(ends('force_open')));
  const reset = useMutation(api.breakers.reset.mutationOptions(ends('reset')));
  const confirm = (reason: string | undefined): void => {
    if (asked === 'reset') reset.mutate({ tool_id: toolId, ...(reason === undefined ? {} : { reason }) });
    else if (reason !== undefined) forceOpen.mutate({ tool_id: toolId, reason });
  };
  return (
    <span className="inline-flex justify-end gap-1">
      {actionsOf(breaker).map((action) => (
        <Hint
          key={action}
          text={mayAct ? actions[action].about : `${actions[action].about} This needs the role operator.`}
        >
          <span>
            <Button
              compact
              look={actions[action].danger ? 'danger' : 'plain'}
              disabled={!mayAct}
              aria-label={`${actions[action].text} the breaker of ${title}`}
              onClick={() => setAsked(action)}
            >
              {actions[action].text}
            </Button>
          </span>
        </Hint>
      ))}
      {asked === null ? null : (
        <ReasonDialog
          open
          onClose={() => setAsked(null)}
          title={`${actions[asked].text}: ${title}`}
          about={actions[asked].about}
          action={actions[asked].text}
          danger={actions[asked].danger}
          required={asked === 'force_open'}
          busy={forceOpen.isPending || reset.isPending}
          onConfirm={confirm}
        />
      )}
    </span>
  );
}
