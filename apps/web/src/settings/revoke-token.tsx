'use client';

import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { TokenLine } from '@uet/schemas/api';
import { useApi } from '@/api/api';
import { errorWords } from '@/api/error-words';
import { Button } from '@/ui/button';
import { Dialog } from '@/ui/dialog';
import { formatExact } from '@/ui/format';
import { useToast } from '@/ui/toasts';

/** Asks whether a token is to end at once, and ends it. */
export function RevokeToken({ token, onClose }: { readonly token: TokenLine; readonly onClose: () => void }) {
  const api = useApi();
  const queries = useQueryClient();
  const say = useToast();
  const { mutate, isPending } = useMutation(
    api.tokens.revoke.mutationOptions({
      onSuccess: async () => {
        await queries.invalidateQueries({ queryKey: api.tokens.list.queryKey() });
        say(`The token for ${token.name} is revoked.`);
        onClose();
      },
      onError: (error) => say(errorWords(error), 'bad'),
    }),
  );
  return (
    <Dialog
      open
      onClose={onClose}
      title={`Revoke the token for ${token.name}`}
      about="Whoever uses it is shut out at once. That cannot be undone; a new token can be made."
    >
      <p className="text-muted">
        Role {token.role}; made {formatExact(token.created_at)};{' '}
        {token.last_used_at === null ? 'never used' : `last used ${formatExact(token.last_used_at)}`}.
        {token.kind === 'browser' ? ' If it is the session of this browser, you are signed out.' : ''}
      </p>
      <div className="mt-4 flex justify-end gap-2">
        <Button onClick={onClose}>Keep it</Button>
        <Button look="danger" busy={isPending} onClick={() => mutate({ token_id: token.id })}>
          Revoke
        </Button>
      </div>
    </Dialog>
  );
}
