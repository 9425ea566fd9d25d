'use client';

import type { TemplatePlan } from '@uet/schemas/api';
import { memo, useMemo, useState } from 'react';
import { Button } from '@/ui/button';
import { classes } from '@/ui/classes';
import { ScrollBox } from '@/ui/scroll-box';
import { PlanGroup, PlanNode } from './plan-nodes';
import { collapsedAtFirst, groupsOf, type PlanEdge, placePlan } from './plan-places';

interface PlanGraphProps {
  readonly plan: TemplatePlan;
  readonly onOpen: (taskKey: string) => void;
}

/** The graph of a plan: phases side by side, workstreams as lanes, waves as columns. It scrolls in its own box. */
export const PlanGraph = memo(function PlanGraph({ plan, onOpen }: PlanGraphProps) {
  const [chosen, setChosen] = useState<ReadonlySet<string> | null>(null);
  const atFirst = useMemo(() => collapsedAtFirst(plan), [plan]);
  const collapsed = chosen ?? atFirst;
  const { places, edges, width, height } = useMemo(() => placePlan(plan, collapsed), [plan, collapsed]);
  const tasks = useMemo(() => new Map(plan.tasks.map((task) => [task.key, task])), [plan]);
  const groups = useMemo(() => groupsOf(plan), [plan]);
  const onPath = useMemo(() => new Set(plan.critical_path), [plan]);
  const toggle = (id: string): void => {
    const next = new Set(collapsed);
    if (!next.delete(id)) next.add(id);
    setChosen(next);
  };
  return (
    <>
      <Legend
        collapsed={collapsed.size > 0}
        onToggle={() =>
          setChosen(new Set(collapsed.size > 0 ? [] : plan.workstreams.map(({ key }) => `workstream:${key}`)))
        }
      />
      <ScrollBox label="Graph" className="max-h-[70dvh] bg-page">
        <div className="relative m-4" style={{ width, height }}>
          {places.map((place) =>
            place.kind === 'task' ? null : (
              <PlanGroup
                key={place.id}
                place={place}
                title={groups.get(place.id)?.title ?? ''}
                count={groups.get(place.id)?.count ?? 0}
                onToggle={() => toggle(place.id)}
              />
            ),
          )}
          <Edges edges={edges} width={width} height={height} />
          {places.map((place) => {
            const task = place.kind === 'task' ? tasks.get(place.id) : undefined;
            return task === undefined ? null : (
              <PlanNode
                key={place.id}
                place={place}
                task={task}
                onPath={onPath.has(task.key)}
                onOpen={() => onOpen(task.key)}
              />
            );
          })}
        </div>
      </ScrollBox>
    </>
  );
});

const Legend = ({ collapsed, onToggle }: { readonly collapsed: boolean; readonly onToggle: () => void }) => (
  <div className="flex flex-wrap items-center gap-x-5 gap-y-1 border-b border-line px-4 py-1.5 text-[13px] text-muted">
    <span className="inline-flex items-center gap-2">
      <span aria-hidden className="h-0.5 w-5 bg-accent" />
      critical path
    </span>
    <span className="inline-flex items-center gap-2">
      <span aria-hidden className="w-5 border-t-2 border-dashed border-faint" />
      waits for any end
    </span>
    <span className="inline-flex items-center gap-2">
      <span aria-hidden className="h-1 w-5 bg-line-strong" />
      between groups
    </span>
    <Button compact look="quiet" className="ml-auto" onClick={onToggle}>
      {collapsed ? 'Open all' : 'Close all'}
    </Button>
  </div>
);

function Edges({
  edges,
  ...size
}: {
  readonly edges: readonly PlanEdge[];
  readonly width: number;
  readonly height: number;
}) {
  return (
    <svg aria-hidden {...size} className="pointer-events-none absolute inset-0 overflow-visible" fill="none">
      {edges.map(({ id, path, level, soft, critical }) => (
        <path
          key={id}
          d={path}
          className={classes(
            critical ? 'stroke-accent' : level === 'task' ? 'stroke-faint' : 'stroke-line-strong',
          )}
          strokeWidth={level === 'task' ? (critical ? 2 : 1.25) : 3}
          strokeDasharray={soft ? '5 4' : undefined}
        />
      ))}
    </svg>
  );
}
