import type { Contract, OutputOf } from '@uet/schemas/api';
import { classes } from '@/ui/classes';
import { Panel } from '@/ui/panel';
import { ScrollBox } from '@/ui/scroll-box';
import { StateIcon, stateRow, stateWords } from '@/ui/state-badge';
import { Age } from '@/ui/time';
import { toneClasses } from '@/ui/tones';

type Step = OutputOf<Contract['patches']['get']>['history'][number];

const who = (actor: string): string | null => {
  if (actor === 'system') return null;
  return actor.startsWith('worker:') ? 'by a worker' : `by ${actor.replace('person:', '')}`;
};

/** What happened to a patch without moving it. */
const words: Readonly<Record<string, string>> = {
  comment: 'commented on',
  resolve_comment: 'comment settled',
};

/** The life of a patch, the latest step first. */
export function PatchHistory({ history }: { readonly history: readonly Step[] }) {
  return (
    <Panel title="History" className="md:max-lg:col-span-2">
      <ScrollBox label="History" className="max-h-64">
        <ol className="flex flex-col">
          {history.toReversed().map((step, index) => (
            <li key={`${step.at} ${step.event} ${step.to}`} className="relative flex gap-3 pb-3 last:pb-0">
              {index === history.length - 1 ? null : (
                <span aria-hidden className="absolute top-6 bottom-0 left-3 w-px bg-line-strong" />
              )}
              <span
                className={classes(
                  'flex size-6 shrink-0 items-center justify-center rounded-full',
                  step.to === null ? 'bg-sunken text-muted' : toneClasses[stateRow('patch', step.to).tone],
                )}
              >
                <StateIcon of="patch" state={step.to ?? ''} className="motion-safe:animate-none" />
              </span>
              <div className="min-w-0 pt-0.5">
                <p>
                  <span className="font-medium">
                    {stateWords(step.to ?? words[step.event] ?? step.event)}
                  </span>{' '}
                  <span className="text-[13px] text-muted">
                    {who(step.actor)} <Age at={step.at} />
                  </span>
                </p>
                {step.reason === null ? null : (
                  <p className="text-[13px] break-words text-muted">{step.reason}</p>
                )}
              </div>
            </li>
          ))}
        </ol>
      </ScrollBox>
    </Panel>
  );
}
