'use client';

import type { Contract, OutputOf } from '@uet/schemas/api';
import { formatCount } from '@/ui/format';
import { Panel } from '@/ui/panel';
import { Tabs } from '@/ui/tabs';
import { useUrl } from '@/ui/use-url';
import { PlanPanel, planTabs } from './plan/plan-panel';
import { StartPanel } from './start/start-panel';
import { usePlan } from './start/use-plan';
import { useStartForm } from './start/use-start-form';
import { TemplateFigures } from './template-figures';
import { TemplateHead } from './template-head';
import { TemplateSource } from './template-source';

const tabs = [...planTabs, 'source'] as const;

const titles = {
  graph: 'Graph',
  waves: 'Waves',
  gates: 'Gates',
  conflicts: 'Conflicts',
  source: 'Source',
} as const;

interface TemplateViewProps {
  readonly answer: OutputOf<Contract['templates']['get']>;
}

/** The page of a template that is known. */
export function TemplateView({ answer: { template, text, parameters, repositories } }: TemplateViewProps) {
  const [query, change] = useUrl();
  const form = useStartForm(parameters);
  const answer = usePlan(template.name, form.values, parameters);
  const tab = tabs.find((each) => each === query.get('view')) ?? 'graph';
  const countOf = {
    graph: answer.plan?.tasks.length,
    waves: answer.plan?.waves.length,
    gates: answer.plan?.gates.length,
    conflicts: answer.plan?.conflicts.length,
    source: undefined,
  };
  return (
    <>
      <TemplateHead template={template} text={text} />
      <TemplateFigures template={template} />
      <div className="grid min-w-0 grid-cols-1 items-start gap-4 xl:grid-cols-[minmax(0,1fr)_26rem]">
        <Panel flush className="max-xl:order-2">
          <Tabs
            label="Template"
            value={tab}
            onChange={(key) => change({ view: key === 'graph' ? null : key })}
            items={tabs.map((key) => ({
              key,
              label: (
                <>
                  {titles[key]}
                  {countOf[key] === undefined ? null : (
                    <span className="ml-1.5 font-normal text-faint">{formatCount(countOf[key])}</span>
                  )}
                </>
              ),
              content:
                key === 'source' ? (
                  <TemplateSource text={text} path={template.path} />
                ) : (
                  <PlanPanel view={key} answer={answer} />
                ),
            }))}
          />
        </Panel>
        <StartPanel template={template} repositories={repositories} form={form} answer={answer} />
      </div>
    </>
  );
}
