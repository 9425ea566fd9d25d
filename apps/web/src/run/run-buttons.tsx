'use client';

import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { RunLine } from '@uet/schemas/api';
import { Ban, Pause, Play, RotateCcw } from 'lucide-react';
import { useState } from 'react';
import { useApi } from '@/api/api';
import { errorWords } from '@/api/error-words';
import { useMay } from '@/shell/use-system';
import { Button, type ButtonLook } from '@/ui/button';
import { Hint } from '@/ui/hint';
import { useToast } from '@/ui/toasts';
import { useGo } from '@/ui/use-go';
import { CancelRun } from './cancel-run';
import { type RunAction, runActions } from './run-actions';

const looks = {
  pause: { icon: Pause, text: 'Pause', hint: 'Nothing new starts; what runs, finishes', look: 'plain' },
  resume: { icon: Play, text: 'Resume', hint: 'The run goes on', look: 'primary' },
  cancel: { icon: Ban, text: 'Cancel', hint: 'Stop the run, gently or at once', look: 'danger' },
  retry: {
    icon: RotateCcw,
    text: 'Retry',
    hint: 'Takes it up as a new run; work that landed is carried over',
    look: 'primary',
  },
} as const satisfies Record<RunAction, { icon: unknown; text: string; hint: string; look: ButtonLook }>;

/** The buttons that the state of a run allows. */
export function RunButtons({ run }: { readonly run: RunLine }) {
  const api = useApi();
  const say = useToast();
  const go = useGo();
  const queries = useQueryClient();
  const mayAct = useMay('operator');
  const [asking, setAsking] = useState(false);

  const ends = (text: string) => ({
    onSuccess: () => {
      say(text);
      void queries.invalidateQueries({ queryKey: api.runs.get.queryKey({ run_id: run.id }) });
    },
    onError: (error: unknown) => say(errorWords(error), 'bad'),
  });
  const pause = useMutation(api.runs.pause.mutationOptions(ends('Paused: what runs, finishes')));
  const resume = useMutation(api.runs.resume.mutationOptions(ends('The run goes on')));
  const cancel = useMutation(
    api.runs.cancel.mutationOptions({
      ...ends('The run is being canceled'),
      onSettled: () => setAsking(false),
    }),
  );
  const retry = useMutation(
    api.runs.retry.mutationOptions({
      onSuccess: ({ run_id: next }) => {
        say('Taken up as a new run');
        go(`/runs/${next}`);
      },
      onError: (error) => say(errorWords(error), 'bad'),
    }),
  );
  const act: Readonly<Record<RunAction, () => void>> = {
    pause: () => pause.mutate({ run_id: run.id }),
    resume: () => resume.mutate({ run_id: run.id }),
    cancel: () => setAsking(true),
    retry: () => retry.mutate({ run_id: run.id }),
  };
  const busy = { pause, resume, cancel, retry };
  return (
    <>
      {runActions(run.state).map((action) => {
        const { icon: Icon, text, hint, look } = looks[action];
        return (
          <Hint key={action} text={mayAct ? hint : `${hint}. This needs the role operator.`}>
            {/* A disabled button gets no pointer events: the hint has to hang on something around it. */}
            <span>
              <Button look={look} disabled={!mayAct} busy={busy[action].isPending} onClick={act[action]}>
                <Icon aria-hidden className="size-4" />
                {text}
              </Button>
            </span>
          </Hint>
        );
      })}
      <CancelRun
        open={asking}
        busy={cancel.isPending}
        stopping={run.cancel_requested_at !== null}
        onClose={() => setAsking(false)}
        onCancel={(request) => cancel.mutate({ run_id: run.id, ...request })}
      />
    </>
  );
}
