'use client';

import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useApi } from '@/api/api';
import { errorWords } from '@/api/error-words';
import { Button } from '@/ui/button';
import { Dialog } from '@/ui/dialog';
import { useToast } from '@/ui/toasts';
import { NameAndRole, type NameAndRoleValue } from './name-and-role';
import { ShownOnce } from './shown-once';

/** Makes a link that signs the browser of another person in. */
export function SignInLink({ onClose }: { readonly onClose: () => void }) {
  const api = useApi();
  const say = useToast();
  const [value, setValue] = useState<NameAndRoleValue>({ name: '', role: 'viewer' });
  const { mutate, isPending, data } = useMutation(
    api.system.sign_in_link.mutationOptions({ onError: (error) => say(errorWords(error), 'bad') }),
  );
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    mutate({ name: value.name.trim(), role: value.role });
  };
  if (data !== undefined) {
    return (
      <Dialog open onClose={onClose} title={`Link for ${value.name.trim()}`}>
        <ShownOnce
          label="Link"
          text={data.url ?? `${window.location.origin}${data.path}`}
          about="Send it to this person only: whoever opens it first is signed in. It works once, for 10 minutes."
          onDone={onClose}
        />
      </Dialog>
    );
  }
  return (
    <Dialog open onClose={onClose} title="Sign-in link" about="Signs the browser of another person in.">
      <form onSubmit={submit} className="flex flex-col gap-4">
        <NameAndRole
          value={value}
          onChange={setValue}
          hint="Who it is for. The event log names that one for all that is done."
        />
        <div className="flex justify-end gap-2">
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" look="primary" busy={isPending} disabled={value.name.trim() === ''}>
            Make the link
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
