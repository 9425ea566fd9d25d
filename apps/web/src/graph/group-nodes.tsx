'use client';

import type { NodeProps } from '@xyflow/react';
import { ChevronDown, ChevronRight } from 'lucide-react';
import { memo, useContext, useMemo } from 'react';
import { barParts, countWords } from '@/run/state-counts';
import { classes } from '@/ui/classes';
import { formatCount } from '@/ui/format';
import { ProgressBar } from '@/ui/progress';
import { StateBadge, stateWords } from '@/ui/state-badge';
import { toneColor } from '@/ui/tones';
import { anchors } from './anchors';
import type { FlowNode } from './flow-elements';
import { type GraphContents, GraphContext } from './graph-context';
import type { Place } from './layout';
import { tonePaths } from './tone-paths';

/** A collapsed phase or workstream: its state, and how its tasks stand. */
function CollapsedGroup({ id }: { readonly id: string }) {
  const graph = useContext(GraphContext);
  const group = graph?.groups.get(id);
  if (graph === null || group === undefined) return null;
  const done = (group.counts.completed ?? 0) + (group.counts.failed ?? 0) + (group.counts.canceled ?? 0);
  const words = countWords(group.counts);
  return (
    <button
      type="button"
      id={`node-${id}`}
      tabIndex={-1}
      aria-expanded={false}
      aria-label={`${group.kind} ${group.title}: ${stateWords(group.state)}; ${words}`}
      title={`${group.title}: ${words}`}
      disabled={group.total === 0}
      onClick={() => graph.toggle(id)}
      className={classes(
        'pointer-events-auto flex size-full flex-col justify-between rounded-lg border border-line-strong bg-raised p-3 text-left',
        'shadow-[3px_3px_0_var(--sunken),4px_4px_0_var(--line-strong)] hover:bg-sunken',
        graph.focused === id && 'outline-2 outline-offset-3 outline-accent',
        graph.critical?.has(id) && 'ring-2 ring-accent',
        graph.matches !== null && !graph.matches.has(id) && 'opacity-30',
      )}
    >
      <span className="flex w-full items-center gap-1.5 font-medium">
        <ChevronRight aria-hidden className="size-4 shrink-0 text-faint" />
        <span className="truncate">{group.title}</span>
      </span>
      <span className="flex w-full items-center justify-between gap-2 text-xs text-muted">
        <StateBadge of={group.kind} state={group.state} reason={group.reason} />
        {formatCount(done)} of {formatCount(group.total)}
      </span>
      <ProgressBar parts={barParts(group.counts)} total={group.total} label={words} />
    </button>
  );
}

/** The tasks of a workstream as rectangles: seen from far away they could not be read. */
function FarTasks({ id, graph }: { readonly id: string; readonly graph: GraphContents }) {
  const { layout, lanes, tasks, matches, critical, focused } = graph;
  const [found, others, marked] = useMemo(() => {
    const frame = layout.places.find((place) => place.id === id);
    const own = lanes.get(id) ?? [];
    const isFound = (place: Place): boolean => matches === null || matches.has(place.id);
    const isMarked = (place: Place): boolean => critical?.has(place.id) === true || place.id === focused;
    return [own.filter(isFound), own.filter((place) => !isFound(place)), own.filter(isMarked)].map((places) =>
      tonePaths(places, tasks, frame),
    );
  }, [layout, lanes, tasks, matches, critical, focused, id]);
  return (
    <svg aria-hidden className="pointer-events-none absolute inset-0 size-full">
      {others?.map(([tone, path]) => (
        <path key={tone} d={path} fill={toneColor[tone]} opacity={0.2} />
      ))}
      {found?.map(([tone, path]) => (
        <path key={tone} d={path} fill={toneColor[tone]} />
      ))}
      {marked?.map(([tone, path]) => (
        <path key={tone} d={path} fill="none" stroke="var(--accent)" strokeWidth={10} />
      ))}
    </svg>
  );
}

/** An open phase or workstream: a frame around what it holds. From far away it draws its tasks itself. */
function OpenGroup({ id }: { readonly id: string }) {
  const graph = useContext(GraphContext);
  const group = graph?.groups.get(id);
  if (graph === null || group === undefined) return null;
  const phase = group.kind === 'phase';
  return (
    <div
      className={classes(
        'relative size-full rounded-xl border',
        phase ? 'border-dashed border-line-strong bg-page' : 'border-line bg-panel',
      )}
    >
      <div className="flex h-10 items-center gap-2 px-3">
        <button
          type="button"
          tabIndex={-1}
          aria-expanded
          aria-label={`Collapse the ${group.kind} ${group.title}`}
          onClick={() => graph.toggle(id)}
          className="pointer-events-auto flex min-w-0 items-center gap-1.5 rounded font-medium hover:underline"
        >
          <ChevronDown aria-hidden className="size-4 shrink-0 text-faint" />
          <span className={classes('truncate', phase && 'text-muted')}>{group.title}</span>
        </button>
        <StateBadge of={group.kind} state={group.state} reason={group.reason} />
      </div>
      {graph.far && !phase ? <FarTasks id={id} graph={graph} /> : null}
    </div>
  );
}

/** A phase or workstream in the graph. */
export const GroupNode = memo(function GroupNode({ id, data }: NodeProps<FlowNode>) {
  return (
    <>
      {anchors}
      {data.collapsed ? <CollapsedGroup id={id} /> : <OpenGroup id={id} />}
    </>
  );
});
