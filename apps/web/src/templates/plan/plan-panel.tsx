'use client';

import { useState } from 'react';
import { Empty, Loading, Problem } from '@/ui/notices';
import { ProblemList } from '../problem-list';
import type { PlanAnswer } from '../start/use-plan';
import { PlanConflicts } from './plan-conflicts';
import { PlanGates } from './plan-gates';
import { PlanGraph } from './plan-graph';
import { PlanTask } from './plan-task';
import { PlanWaves } from './plan-waves';

/** The sides from which a plan can be looked at. */
export const planTabs = ['graph', 'waves', 'gates', 'conflicts'] as const;

interface PlanPanelProps {
  readonly view: (typeof planTabs)[number];
  readonly answer: PlanAnswer;
}

/** What a template would do, from one side; what is missing where that cannot be told. */
export function PlanPanel({ view, answer }: PlanPanelProps) {
  const [opened, setOpened] = useState<string | null>(null);
  const { plan, placeholders, problems, lasting, valid, error, retry } = answer;
  if (plan === null) {
    if (error !== null) return <Problem error={error} retry={retry} />;
    if (valid || problems.length === 0) return <Loading lines={8} />;
    return (
      <Empty title="The plan cannot be drawn yet">
        <div className="mt-2 text-left">
          <ProblemList problems={lasting.length > 0 ? lasting : problems} />
        </div>
      </Empty>
    );
  }
  const task = plan.tasks.find(({ key }) => key === opened) ?? null;
  return (
    <>
      {placeholders.length === 0 ? null : (
        <p className="border-b border-line bg-sunken px-4 py-2 text-muted">
          A preview: nobody has chosen {placeholders.join(', ')} yet.
        </p>
      )}
      {view === 'graph' ? <PlanGraph plan={plan} onOpen={setOpened} /> : null}
      {view === 'waves' ? <PlanWaves plan={plan} onOpen={setOpened} /> : null}
      {view === 'gates' ? <PlanGates gates={plan.gates} /> : null}
      {view === 'conflicts' ? <PlanConflicts plan={plan} onOpen={setOpened} /> : null}
      {task === null ? null : (
        <PlanTask task={task} plan={plan} onOpen={setOpened} onClose={() => setOpened(null)} />
      )}
    </>
  );
}
