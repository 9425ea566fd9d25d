'use client';

import type { TaskLine } from '@uet/schemas/api';
import { createContext } from 'react';
import type { RunGraph } from '@/run/apply-events';
import { countStates, type StateCounts } from '@/run/state-counts';
import type { GraphLayout, Place } from './layout';

/** A phase or workstream as its node shows it. */
export interface Group {
  readonly kind: 'phase' | 'workstream';
  readonly title: string;
  readonly state: string;
  readonly reason: string | null;
  readonly counts: StateCounts;
  readonly total: number;
}

/** What nodes look their contents up in: they themselves know their id only, and so are not made anew. */
export interface GraphContents {
  readonly tasks: ReadonlyMap<string, TaskLine>;
  readonly groups: ReadonlyMap<string, Group>;
  readonly layout: GraphLayout;
  /** The places of the tasks of each workstream. */
  readonly lanes: ReadonlyMap<string, readonly Place[]>;
  /** The critical path; null where it is not to be shown. */
  readonly critical: ReadonlySet<string> | null;
  /** What was searched for; null where nothing was. */
  readonly matches: ReadonlySet<string> | null;
  readonly focused: string | null;
  /** Seen from so far away that tasks are drawn as rectangles. */
  readonly far: boolean;
  readonly toggle: (id: string) => void;
  readonly open: (id: string) => void;
}

/** What nodes look their contents up in; null outside of a graph. */
export const GraphContext = createContext<GraphContents | null>(null);

/** Phases and workstreams by id, with how their tasks stand. */
export function groupsOf(graph: RunGraph): Map<string, Group> {
  const tasksOf = new Map<string, RunGraph['tasks'][number][]>();
  for (const task of graph.tasks) {
    for (const id of [task.phase_id, task.workstream_id]) {
      const tasks = tasksOf.get(id);
      if (tasks === undefined) tasksOf.set(id, [task]);
      else tasks.push(task);
    }
  }
  const groups = new Map<string, Group>();
  const add = (kind: Group['kind'], rows: RunGraph['phases'] | RunGraph['workstreams']): void => {
    for (const { id, title, state, reason } of rows) {
      const tasks = tasksOf.get(id) ?? [];
      groups.set(id, { kind, title, state, reason, counts: countStates(tasks), total: tasks.length });
    }
  };
  add('phase', graph.phases);
  add('workstream', graph.workstreams);
  return groups;
}

/** The places of the tasks of each workstream that is open. */
export function lanesOf(graph: Pick<RunGraph, 'tasks'>, layout: GraphLayout): Map<string, Place[]> {
  const places = new Map(layout.places.map((place) => [place.id, place]));
  const lanes = new Map<string, Place[]>();
  for (const { id, workstream_id: workstream } of graph.tasks) {
    const place = places.get(id);
    if (place === undefined) continue;
    const lane = lanes.get(workstream);
    if (lane === undefined) lanes.set(workstream, [place]);
    else lane.push(place);
  }
  return lanes;
}
