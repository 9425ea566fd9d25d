import type { PhaseClause, Template, WorkstreamClause, WsStep } from '@uet/schemas';
import type { DocumentPath } from '../documents/index.js';

/** A phase and its path in the document. */
export interface OutlinePhase {
  readonly level: 'phase';
  readonly clause: PhaseClause;
  readonly index: number;
}

/** A workstream, its phase, and its index in it. */
export interface OutlineWorkstream {
  readonly level: 'workstream';
  readonly clause: WorkstreamClause;
  readonly index: number;
  readonly phase: OutlinePhase;
  /** Its number among all workstreams. */
  readonly number: number;
}

/** A task, its workstream, and its index in it. */
export interface OutlineTask {
  readonly level: 'task';
  readonly clause: WsStep;
  readonly index: number;
  readonly workstream: OutlineWorkstream;
}

/** A task, workstream or phase. */
export type OutlinePlace = OutlinePhase | OutlineWorkstream | OutlineTask;

/** The level of a place of the plan. */
export type Level = OutlinePlace['level'];

/** A template as flat lists. Places are numbered: tasks first, then workstreams, then phases. */
export interface Outline {
  readonly phases: readonly OutlinePhase[];
  readonly workstreams: readonly OutlineWorkstream[];
  readonly tasks: readonly OutlineTask[];
  /** The number of the place that has an id; of ids that come twice, the first one counts. */
  readonly numbers: Readonly<Record<Level, ReadonlyMap<string, number>>>;
}

function numberById(places: readonly OutlinePlace[], from: number): Map<string, number> {
  const numbers = new Map<string, number>();
  places.forEach(({ clause }, index) => {
    if (!numbers.has(clause.id)) numbers.set(clause.id, from + index);
  });
  return numbers;
}

/** Lays a template out as flat lists. */
export function outlineOf(template: Template): Outline {
  const phases = template.phases.map((clause, index) => ({ level: 'phase' as const, clause, index }));
  const workstreams: OutlineWorkstream[] = [];
  const tasks: OutlineTask[] = [];
  for (const phase of phases) {
    for (const [index, clause] of phase.clause.workstreams.entries()) {
      const workstream = { level: 'workstream' as const, clause, index, phase, number: workstreams.length };
      workstreams.push(workstream);
      for (let task = 0; task < clause.tasks.length; task++) {
        tasks.push({ level: 'task', clause: clause.tasks[task] as WsStep, index: task, workstream });
      }
    }
  }
  const numbers = {
    task: numberById(tasks, 0),
    workstream: numberById(workstreams, tasks.length),
    phase: numberById(phases, tasks.length + workstreams.length),
  };
  return { phases, workstreams, tasks, numbers };
}

/** The place that has a number. */
export function placeAt({ tasks, workstreams, phases }: Outline, number: number): OutlinePlace {
  const afterTasks = number - tasks.length;
  const place = tasks[number] ?? workstreams[afterTasks] ?? phases[afterTasks - workstreams.length];
  return place as OutlinePlace;
}

/** The name of a place in messages and dependencies: an id, `workstream:<id>` or `phase:<id>`. */
export const nameOf = ({ level, clause }: OutlinePlace): string =>
  level === 'task' ? clause.id : `${level}:${clause.id}`;

/** The way to a place in the document. */
export function pathTo(place: OutlinePlace): DocumentPath {
  switch (place.level) {
    case 'phase':
      return ['phases', place.index];
    case 'workstream':
      return [...pathTo(place.phase), 'workstreams', place.index];
    case 'task':
      return [...pathTo(place.workstream), 'tasks', place.index];
  }
}
