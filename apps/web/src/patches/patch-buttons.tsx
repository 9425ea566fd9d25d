'use client';

import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { PatchLine } from '@uet/schemas/api';
import { LockOpen, Trash2, Undo2 } from 'lucide-react';
import { useState } from 'react';
import { useApi } from '@/api/api';
import { errorWords } from '@/api/error-words';
import type { ButtonLook } from '@/ui/button';
import { ReasonDialog } from '@/ui/reason-dialog';
import { useToast } from '@/ui/toasts';
import { OperatorButton } from './operator-button';
import { actionsOf, type PatchAction } from './patch-actions';

const texts = {
  release: {
    icon: LockOpen,
    name: 'Release',
    hint: 'The policy judges it afresh; then it goes its way',
    title: 'Release this patch',
    about:
      'It was set aside. Released, it is judged afresh by the policy and, if that holds, waits in its lane.',
    look: 'primary',
  },
  roll_back: {
    icon: Undo2,
    name: 'Roll back',
    hint: 'Takes the change back',
    title: 'Roll this patch back',
    about:
      'A landed change is taken back by another one, which has to pass the same gates. History is not rewritten.',
    look: 'danger',
  },
  drop: {
    icon: Trash2,
    name: 'Drop',
    hint: 'Gives the patch up',
    title: 'Drop this patch',
    about: 'It will never land. This cannot be undone.',
    look: 'danger',
  },
} as const satisfies Record<PatchAction, Record<string, unknown> & { look: ButtonLook }>;

interface PatchButtonsProps {
  readonly patch: PatchLine;
  readonly rolledBackBy: string | null;
}

/** The buttons that the state of a patch allows; each asks for a reason. */
export function PatchButtons({ patch, rolledBackBy }: PatchButtonsProps) {
  const api = useApi();
  const say = useToast();
  const queries = useQueryClient();
  const [asking, setAsking] = useState<PatchAction | null>(null);
  const ends = (text: string) => ({
    onSuccess: () => {
      say(text);
      setAsking(null);
      void queries.invalidateQueries(api.patches.get.queryFilter({ patch_id: patch.id }));
      void queries.invalidateQueries(api.patches.list.pathFilter());
    },
    onError: (error: unknown) => say(errorWords(error), 'bad'),
  });
  const release = useMutation(api.patches.release.mutationOptions(ends('Released: it is judged afresh')));
  const drop = useMutation(api.patches.drop.mutationOptions(ends('Dropped')));
  const rollBack = useMutation(
    api.patches.roll_back.mutationOptions({
      ...ends('Rolled back'),
      onSuccess: ({ patch_id: next }) =>
        ends(next === null ? 'Rolled back' : 'A patch that takes it back is on its way').onSuccess(),
    }),
  );
  const acts = { release, drop, roll_back: rollBack };
  const text = texts[asking ?? 'release'];
  return (
    <>
      {actionsOf(patch, rolledBackBy).map((action) => {
        const { icon: Icon, name, hint, look } = texts[action];
        return (
          <OperatorButton
            key={action}
            hint={hint}
            look={look}
            busy={acts[action].isPending}
            onClick={() => setAsking(action)}
          >
            <Icon aria-hidden className="size-4" />
            {name}
          </OperatorButton>
        );
      })}
      <ReasonDialog
        open={asking !== null}
        onClose={() => setAsking(null)}
        title={text.title}
        about={text.about}
        action={text.name}
        danger={text.look === 'danger'}
        required
        busy={asking !== null && acts[asking].isPending}
        onConfirm={(reason) => {
          if (asking !== null && reason !== undefined) acts[asking].mutate({ patch_id: patch.id, reason });
        }}
      />
    </>
  );
}
