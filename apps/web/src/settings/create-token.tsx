'use client';

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useApi } from '@/api/api';
import { errorWords } from '@/api/error-words';
import { Button } from '@/ui/button';
import { Dialog } from '@/ui/dialog';
import { Field, Select } from '@/ui/field';
import { useToast } from '@/ui/toasts';
import { NameAndRole, type NameAndRoleValue } from './name-and-role';
import { ShownOnce } from './shown-once';

const lives: Readonly<Record<string, string>> = {
  '30': '30 days',
  '90': '90 days',
  '365': 'One year',
  never: 'Never',
};

/** Makes a token for a service, and shows it this once. */
export function CreateToken({ onClose }: { readonly onClose: () => void }) {
  const api = useApi();
  const queries = useQueryClient();
  const say = useToast();
  const [value, setValue] = useState<NameAndRoleValue>({ name: '', role: 'operator' });
  const [days, setDays] = useState('90');
  const { mutate, isPending, data } = useMutation(
    api.tokens.create.mutationOptions({
      onSuccess: () => queries.invalidateQueries({ queryKey: api.tokens.list.queryKey() }),
      onError: (error) => say(errorWords(error), 'bad'),
    }),
  );
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    const endsAt = days === 'never' ? null : new Date(Date.now() + Number(days) * 86_400_000).toISOString();
    mutate({ name: value.name.trim(), role: value.role, expires_at: endsAt });
  };
  if (data !== undefined) {
    return (
      <Dialog open onClose={onClose} title={`Token for ${data.line.name}`}>
        <ShownOnce
          text={data.token}
          label="Token"
          about="It is shown this once: only its hash is kept. Send it as `Authorization: Bearer …`, or set it as `UET_TOKEN`."
          onDone={onClose}
        />
      </Dialog>
    );
  }
  return (
    <Dialog
      open
      onClose={onClose}
      title="New token"
      about="For a service or a script that speaks to this server."
    >
      <form onSubmit={submit} className="flex flex-col gap-4">
        <NameAndRole
          value={value}
          onChange={setValue}
          hint="Who or what it is for. The event log names it for all that is done with it."
        />
        <Field label="Ends after" required>
          {(attributes) => (
            <Select {...attributes} value={days} onChange={({ target }) => setDays(target.value)}>
              {Object.entries(lives).map(([key, title]) => (
                <option key={key} value={key}>
                  {title}
                </option>
              ))}
            </Select>
          )}
        </Field>
        <div className="flex justify-end gap-2">
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" look="primary" busy={isPending} disabled={value.name.trim() === ''}>
            Make the token
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
