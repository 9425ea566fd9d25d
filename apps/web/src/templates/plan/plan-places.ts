import type { TemplatePlan } from '@uet/schemas/api';
import { type GraphLayout, layoutGraph, type Place } from '../../graph/layout';

/** An edge of a plan as it is drawn, between the edges of two places. */
export interface PlanEdge {
  readonly id: string;
  /** An SVG path. */
  readonly path: string;
  readonly level: 'task' | 'workstream' | 'phase';
  readonly soft: boolean;
  readonly critical: boolean;
}

/** A plan on a plane. */
export interface PlanPlaces extends GraphLayout {
  readonly edges: readonly PlanEdge[];
}

// Ids of tasks, workstreams and phases may be alike: the edges of a plan name them like this as well.
const ofPhase = (key: string): string => `phase:${key}`;
const ofWorkstream = (key: string): string => `workstream:${key}`;

/** So many tasks are drawn one by one; of a larger plan, workstreams are opened one at a time. */
const manyTasks = 300;

/** What is drawn as one node until it is opened. */
export const collapsedAtFirst = ({ tasks, workstreams }: TemplatePlan): ReadonlySet<string> =>
  new Set(tasks.length <= manyTasks ? [] : workstreams.map(({ key }) => ofWorkstream(key)));

/** The titles of phases and workstreams with how many tasks they have, by the ids of their places. */
export function groupsOf({ phases, workstreams, tasks }: TemplatePlan) {
  const groups = new Map<string, { readonly title: string; count: number }>();
  for (const { key, title } of phases) groups.set(ofPhase(key), { title, count: 0 });
  for (const { key, title } of workstreams) groups.set(ofWorkstream(key), { title, count: 0 });
  for (const { phase, workstream } of tasks) {
    for (const group of [groups.get(ofPhase(phase)), groups.get(ofWorkstream(workstream))]) {
      if (group !== undefined) group.count += 1;
    }
  }
  return groups;
}

/** A curve from the right of one place to the left of another. */
function curve(from: Place, to: Place): string {
  const [x1, y1] = [from.x + from.width, from.y + from.height / 2];
  const [x2, y2] = [to.x, to.y + to.height / 2];
  const bend = Math.max(24, Math.abs(x2 - x1) / 2);
  return `M${x1} ${y1}C${x1 + bend} ${y1} ${x2 - bend} ${y2} ${x2} ${y2}`;
}

/** Lays a plan out as the graph of a run is: phases side by side, workstreams as lanes, tasks by wave. */
export function placePlan(plan: TemplatePlan, collapsed: ReadonlySet<string>): PlanPlaces {
  const layout = layoutGraph(
    {
      phases: plan.phases.map(({ key }, ordinal) => ({ id: ofPhase(key), ordinal })),
      workstreams: plan.workstreams.map(({ key, phase }, ordinal) => ({
        id: ofWorkstream(key),
        phase_id: ofPhase(phase),
        ordinal,
      })),
      tasks: plan.tasks.map(({ key, phase, workstream, wave }, ordinal) => ({
        id: key,
        phase_id: ofPhase(phase),
        workstream_id: ofWorkstream(workstream),
        wave,
        ordinal,
      })),
    },
    collapsed,
  );
  return { ...layout, edges: drawEdges(plan, layout) };
}

function drawEdges(plan: TemplatePlan, { places }: GraphLayout): PlanEdge[] {
  const placeOf = new Map(places.map((place) => [place.id, place]));
  const groupOf = new Map(plan.tasks.map(({ key, workstream }) => [key, ofWorkstream(workstream)]));
  const shown = (id: string): Place | undefined => placeOf.get(id) ?? placeOf.get(groupOf.get(id) ?? '');
  const next = new Map(plan.critical_path.map((key, index, path) => [key, path[index + 1]]));
  const edges = new Map<string, PlanEdge>();
  for (const { from, to, kind, level } of plan.edges) {
    const [start, end] = [shown(from), shown(to)];
    if (start === undefined || end === undefined || start === end) continue;
    const id = `${start.id}>${end.id}`;
    const critical = next.get(from) === to || edges.get(id)?.critical === true;
    edges.set(id, { id, path: curve(start, end), level, soft: kind === 'soft', critical });
  }
  return [...edges.values()];
}
