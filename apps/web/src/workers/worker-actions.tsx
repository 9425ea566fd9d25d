'use client';

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { eventsFrom, workerMachine } from '@uet/core';
import type { WorkerLine } from '@uet/schemas/api';
import { Pause, Play, Power } from 'lucide-react';
import { useState } from 'react';
import { useApi } from '@/api/api';
import { errorWords } from '@/api/error-words';
import { useMay } from '@/shell/use-system';
import { Button } from '@/ui/button';
import { Hint } from '@/ui/hint';
import { ReasonDialog } from '@/ui/reason-dialog';
import { useToast } from '@/ui/toasts';

const actions = {
  pause: {
    icon: Pause,
    text: 'Pause',
    about: 'It finishes what it holds and takes nothing new.',
    done: 'The worker takes nothing new',
    role: 'operator',
    danger: false,
  },
  resume: {
    icon: Play,
    text: 'Resume',
    about: 'It takes work again.',
    done: 'The worker takes work again',
    role: 'operator',
    danger: false,
  },
  shutdown: {
    icon: Power,
    text: 'Shut down',
    about: 'It finishes what it holds, then ends. Only its process can start it again.',
    done: 'The worker ends once it holds nothing',
    role: 'admin',
    danger: true,
  },
} as const;

type Action = keyof typeof actions;

const isAction = (event: string): event is Action => Object.hasOwn(actions, event);

/** The buttons that the state of a worker allows. */
export function WorkerActions({ worker }: { readonly worker: WorkerLine }) {
  const api = useApi();
  const queries = useQueryClient();
  const say = useToast();
  const may = { operator: useMay('operator'), admin: useMay('admin') };
  const [asked, setAsked] = useState<Action | null>(null);
  const ends = (action: Action) => ({
    onSuccess: () => {
      say(actions[action].done);
      void queries.invalidateQueries(api.workers.pathFilter());
      setAsked(null);
    },
    onError: (error: unknown) => say(errorWords(error), 'bad'),
  });
  const act = {
    pause: useMutation(api.workers.pause.mutationOptions(ends('pause'))),
    resume: useMutation(api.workers.resume.mutationOptions(ends('resume'))),
    shutdown: useMutation(api.workers.shutdown.mutationOptions(ends('shutdown'))),
  };
  const dialog = asked === null ? null : actions[asked];
  return (
    <span className="inline-flex justify-end gap-1">
      {eventsFrom(workerMachine, worker.state)
        .filter(isAction)
        .map((action) => {
          const { icon: Icon, text, about, role, danger } = actions[action];
          const allowed = may[role];
          const start = (): void =>
            action === 'resume' ? act.resume.mutate({ worker_id: worker.id }) : setAsked(action);
          return (
            <Hint key={action} text={allowed ? about : `${about} This needs the role ${role}.`}>
              {/* A disabled button gets no pointer events: the hint hangs on what surrounds it. */}
              <span>
                <Button
                  compact
                  look={danger ? 'danger' : 'plain'}
                  disabled={!allowed}
                  busy={act[action].isPending}
                  onClick={start}
                >
                  <Icon aria-hidden className="size-3.5" />
                  {text}
                </Button>
              </span>
            </Hint>
          );
        })}
      {asked === null || dialog === null ? null : (
        <ReasonDialog
          open
          onClose={() => setAsked(null)}
          title={`${dialog.text} this worker`}
          about={`${worker.host}, process ${worker.pid}, …${worker.id.slice(-6)}. ${dialog.about}`}
          action={dialog.text}
          danger={dialog.danger}
          busy={act[asked].isPending}
          onConfirm={(reason) =>
            act[asked].mutate({ worker_id: worker.id, ...(reason === undefined ? {} : { reason }) })
          }
        />
      )}
    </span>
  );
}
