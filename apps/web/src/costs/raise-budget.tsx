'use client';

import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { Budget } from '@uet/schemas';
import { type FormEvent, useState } from 'react';
import { useApi } from '@/api/api';
import { errorWords } from '@/api/error-words';
import { Button } from '@/ui/button';
import { Dialog } from '@/ui/dialog';
import { Field, Input, TextArea } from '@/ui/field';
import { formatMoney } from '@/ui/format';
import { useToast } from '@/ui/toasts';
import { moneyFault } from './money-fault';

/** Asks for a new limit of a budget, and why. */
export function RaiseBudget({ budget, onClose }: { readonly budget: Budget; readonly onClose: () => void }) {
  const api = useApi();
  const queries = useQueryClient();
  const say = useToast();
  const [limit, setLimit] = useState(budget.max_cost_usd);
  const [reason, setReason] = useState('');
  const [asked, setAsked] = useState(false);
  const raise = useMutation(
    api.budgets.raise.mutationOptions({
      onSuccess: ({ max_cost_usd }) => {
        say(`The limit is ${formatMoney(max_cost_usd)} now`);
        void queries.invalidateQueries(api.budgets.pathFilter());
        onClose();
      },
      onError: (error) => say(errorWords(error), 'bad'),
    }),
  );
  const limitFault = moneyFault(limit);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    setAsked(true);
    if (limitFault !== null || reason.trim() === '') return;
    raise.mutate({ budget_id: budget.id, max_cost_usd: limit.trim(), reason: reason.trim() });
  };
  const about = `${formatMoney(budget.spent_usd)} of ${formatMoney(budget.max_cost_usd)} are spent, ${formatMoney(budget.reserved_usd)} reserved.`;
  return (
    <Dialog open onClose={onClose} title="Raise the budget" about={about}>
      <form onSubmit={submit} className="flex flex-col gap-4" noValidate>
        <Field label="New limit in US dollars" required problem={asked ? limitFault : null}>
          {(attributes) => (
            <Input
              {...attributes}
              inputMode="decimal"
              value={limit}
              onChange={({ target }) => setLimit(target.value)}
            />
          )}
        </Field>
        <Field
          label="Reason"
          required
          hint="It is kept in the event log."
          problem={asked && reason.trim() === '' ? 'Say why, in a few words.' : null}
        >
          {(attributes) => (
            <TextArea
              {...attributes}
              maxLength={2000}
              value={reason}
              onChange={({ target }) => setReason(target.value)}
            />
          )}
        </Field>
        <div className="flex justify-end gap-2">
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" look="primary" busy={raise.isPending}>
            Set the limit
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
