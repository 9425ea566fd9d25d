import type { TemplatePlan } from '@uet/schemas/api';
import type { ReactNode } from 'react';
import { CopyButton } from '@/ui/copy-button';
import { Dialog } from '@/ui/dialog';
import { PlanTaskLink } from './plan-task-link';

interface PlanTaskProps {
  readonly task: TemplatePlan['tasks'][number];
  readonly plan: TemplatePlan;
  readonly onOpen: (taskKey: string) => void;
  readonly onClose: () => void;
}

const Fact = ({ name, children }: { readonly name: string; readonly children: ReactNode }) => (
  <div className="grid grid-cols-[8rem_minmax(0,1fr)] gap-3 border-t border-line py-2 first:border-t-0">
    <dt className="text-muted">{name}</dt>
    <dd className="min-w-0 break-words">{children}</dd>
  </div>
);

/** One task of a plan at the side. */
export function PlanTask({ task, plan, onOpen, onClose }: PlanTaskProps) {
  const { key, title, phase, workstream, wave, tool, kind, priority, scope, critical, approval, condition } =
    task;
  const titleOf = (items: TemplatePlan['phases'], of: string): string =>
    items.find((item) => item.key === of)?.title ?? of;
  const before = plan.edges.filter(({ to }) => to === key).map(({ from }) => from);
  const after = plan.edges.filter(({ from }) => from === key).map(({ to }) => to);
  const links = (keys: readonly string[]) => (
    <span className="flex flex-wrap gap-x-4">
      {keys.map((each) => {
        const other = plan.tasks.find((candidate) => candidate.key === each);
        return other === undefined ? (
          <span key={each}>{each.replace(':', ' ')}</span>
        ) : (
          <PlanTaskLink key={each} task={other} taskKey={each} onOpen={onOpen} />
        );
      })}
    </span>
  );
  return (
    <Dialog side open onClose={onClose} title={title}>
      <dl>
        <Fact name="Key">
          <span className="flex items-center gap-1">
            <code className="font-mono text-[13px] break-all">{key}</code>
            <CopyButton text={key} label="Copy the key" />
          </span>
        </Fact>
        <Fact name="Place">
          {titleOf(plan.phases, phase)} / {titleOf(plan.workstreams, workstream)}, wave {wave + 1}
        </Fact>
        <Fact name="Tool">{tool ?? 'The router chooses when it starts'}</Fact>
        {kind === null ? null : <Fact name="Kind">{kind}</Fact>}
        <Fact name="Priority">{priority}</Fact>
        <Fact name="May write">
          {scope.length === 0 ? (
            'Anything that the policy allows'
          ) : (
            <code className="font-mono text-[13px] whitespace-pre-line">{scope.join('\n')}</code>
          )}
        </Fact>
        <Fact name="If it fails">{critical ? 'Its workstream fails' : 'The run goes on without it'}</Fact>
        {approval ? <Fact name="Approval">A person has to approve its patch</Fact> : null}
        {condition === null ? null : (
          <Fact name="Only if">
            <code className="font-mono text-[13px]">{condition}</code>
          </Fact>
        )}
        {before.length === 0 ? null : <Fact name="Waits for">{links(before)}</Fact>}
        {after.length === 0 ? null : <Fact name="Waited for by">{links(after)}</Fact>}
      </dl>
    </Dialog>
  );
}
