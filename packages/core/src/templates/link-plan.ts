import { type EdgeList, type PlanEdges, planEdges } from '../dag/index.js';
import type { Level, Outline, OutlinePlace } from './outline.js';

/** The written dependencies of a plan as edges between the numbers of places, in the order of the places. */
export interface PlanLinks extends EdgeList {
  readonly from: Int32Array;
  readonly to: Int32Array;
  /** 1 where any end of `from` is enough. */
  readonly soft: Uint8Array;
  /** The index of the edge in the `depends_on` of the place that waits. */
  readonly index: Int32Array;
}

/** What is wrong with one entry of a `depends_on`: not known, the place itself, or named before. */
export interface LinkFinding {
  readonly place: OutlinePlace;
  readonly index: number;
  readonly written: string;
  readonly fault: 'unknown' | 'self' | 'twice';
}

/** The number of the place that a reference names; plain ids are of the level of the place that waits. */
export function resolveReference({ numbers }: Outline, written: string, plain: Level): number | undefined {
  // Ids have no colon, so that what is found at once has no prefix.
  const number = numbers[plain].get(written);
  const colon = number === undefined ? written.indexOf(':') : -1;
  if (colon === -1) return number;
  return numbers[written.slice(0, colon) as Level].get(written.slice(colon + 1));
}

/** Room for every entry of every `depends_on`. */
function emptyLinks(places: readonly OutlinePlace[]): PlanLinks {
  const capacity = places.reduce((sum, { clause }) => sum + (clause.depends_on?.length ?? 0), 0);
  const numbers = (): Int32Array => new Int32Array(capacity);
  return { from: numbers(), to: numbers(), soft: new Uint8Array(capacity), index: numbers() };
}

/** Resolves every `depends_on`; entries with a fault are told and left out. */
export function linkPlan(outline: Outline, tell: (found: LinkFinding) => void): PlanLinks {
  const places: OutlinePlace[] = [...outline.tasks, ...outline.workstreams, ...outline.phases];
  const { from, to, soft, index } = emptyLinks(places);
  /** For each place the last one that was seen to wait for it. */
  const seen = new Int32Array(places.length).fill(-1);
  let length = 0;
  places.forEach((place, number) => {
    const entries = place.clause.depends_on ?? [];
    for (const [entryIndex, entry] of entries.entries()) {
      const written = typeof entry === 'string' ? entry : entry.task;
      const source = resolveReference(outline, written, place.level);
      if (source === undefined || source === number || seen[source] === number) {
        const fault = source === undefined ? 'unknown' : source === number ? 'self' : 'twice';
        tell({ place, index: entryIndex, written, fault });
        continue;
      }
      seen[source] = number;
      from[length] = source;
      to[length] = number;
      soft[length] = typeof entry !== 'string' && entry.kind === 'soft' ? 1 : 0;
      index[length] = entryIndex;
      length += 1;
    }
  });
  const kept = <T extends Int32Array | Uint8Array>(array: T): T => array.subarray(0, length) as T;
  return { from: kept(from), to: kept(to), soft: kept(soft), index: kept(index) };
}

/** The edges between tasks, starts and ends that the links of a plan come to. */
export function edgesOf({ tasks, workstreams, phases }: Outline, edges: EdgeList): PlanEdges {
  return planEdges({
    workstreamOfTask: tasks.map(({ workstream }) => workstream.number),
    phaseOfWorkstream: workstreams.map(({ phase }) => phase.index),
    phaseCount: phases.length,
    edges,
  });
}
