import type { RunGraph } from '@/run/apply-events';

/** What a graph is laid out from: who belongs where, and how deep it lies. States play no part. */
export interface GraphShape {
  readonly phases: readonly Pick<RunGraph['phases'][number], 'id' | 'ordinal'>[];
  readonly workstreams: readonly Pick<RunGraph['workstreams'][number], 'id' | 'phase_id' | 'ordinal'>[];
  readonly tasks: readonly Pick<
    RunGraph['tasks'][number],
    'id' | 'phase_id' | 'workstream_id' | 'wave' | 'ordinal'
  >[];
}

/** A place in the graph: a phase holds its workstreams, a workstream its tasks. Coordinates are absolute. */
export interface Place {
  readonly id: string;
  readonly kind: 'phase' | 'workstream' | 'task';
  /** Phases and workstreams that are shown as one node. */
  readonly collapsed: boolean;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** The graph on a plane. */
export interface GraphLayout {
  readonly places: readonly Place[];
  readonly width: number;
  readonly height: number;
}

/** Sizes in pixels, at a zoom of 1. */
export const sizes = {
  task: { width: 200, height: 48 },
  group: { width: 240, height: 84 },
  gap: { column: 56, row: 12, lane: 20, phase: 72 },
  head: 40,
  padding: 16,
  /** So many tasks of one wave stand above each other before another column begins. */
  rows: 14,
  /** A phase that becomes higher than this goes on in another column of lanes; more where there is very much. */
  laneColumn: 2_400,
  /** How much wider than high a large graph is to be, like the windows in which it is seen. */
  aspect: 1.8,
} as const;

type Task = GraphShape['tasks'][number];
type Workstream = GraphShape['workstreams'][number];

interface Lane {
  readonly workstream: Workstream;
  readonly waves: readonly (readonly Task[])[];
  readonly collapsed: boolean;
  readonly width: number;
  readonly height: number;
}

const groupBy = <T>(items: readonly T[], keyOf: (item: T) => string): Map<string, T[]> => {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const group = groups.get(keyOf(item));
    if (group === undefined) groups.set(keyOf(item), [item]);
    else group.push(item);
  }
  return groups;
};

const byOrdinal = (a: { readonly ordinal: number }, b: { readonly ordinal: number }): number =>
  a.ordinal - b.ordinal;

const columnsOf = (wave: readonly Task[]): number => Math.ceil(wave.length / sizes.rows);

/** The extent of `count` things of a size in a row, with gaps between them. */
const extent = (count: number, size: number, gap: number): number => count * size + (count - 1) * gap;

function measureLane(workstream: Workstream, tasks: readonly Task[], collapsed: boolean): Lane {
  const waves = [...groupBy(tasks.toSorted(byOrdinal), ({ wave }) => String(wave)).values()].sort(
    (a, b) => (a[0]?.wave ?? 0) - (b[0]?.wave ?? 0),
  );
  if (collapsed || tasks.length === 0) return { workstream, waves, collapsed: true, ...sizes.group };
  const columns = waves.reduce((sum, wave) => sum + columnsOf(wave), 0);
  const rows = Math.min(sizes.rows, Math.max(...waves.map((wave) => wave.length)));
  return {
    workstream,
    waves,
    collapsed: false,
    width: Math.max(
      sizes.group.width,
      extent(columns, sizes.task.width, sizes.gap.column) + 2 * sizes.padding,
    ),
    height: sizes.head + extent(rows, sizes.task.height, sizes.gap.row) + sizes.padding,
  };
}

/** Lanes one below the other, in as many columns as it takes. */
function stack(lanes: readonly Lane[], highest: number): Lane[][] {
  const columns: Lane[][] = [];
  let height = Number.POSITIVE_INFINITY;
  for (const lane of lanes) {
    if (height + lane.height > highest) {
      columns.push([]);
      height = 0;
    }
    columns.at(-1)?.push(lane);
    height += lane.height + sizes.gap.lane;
  }
  return columns;
}

function placeTasks(lane: Lane, left: number, top: number): Place[] {
  const { task, gap } = sizes;
  let column = 0;
  return lane.waves.flatMap((wave) => {
    const first = column;
    column += columnsOf(wave);
    return wave.map(
      ({ id }, index): Place => ({
        id,
        kind: 'task',
        collapsed: false,
        x: left + sizes.padding + (first + Math.floor(index / sizes.rows)) * (task.width + gap.column),
        y: top + sizes.head + (index % sizes.rows) * (task.height + gap.row),
        ...task,
      }),
    );
  });
}

interface Placed {
  readonly places: Place[];
  readonly right: number;
  readonly bottom: number;
}

function placeLanes(columns: readonly Lane[][], left: number, top: number): Placed {
  const places: Place[] = [];
  let [x, bottom] = [left, top];
  for (const column of columns) {
    const width = Math.max(...column.map((lane) => lane.width));
    let y = top;
    for (const lane of column) {
      const { collapsed, height } = lane;
      // Lanes of a column are as wide as the widest, so that their right edges form a line.
      const size = collapsed ? sizes.group : { width, height };
      places.push({ id: lane.workstream.id, kind: 'workstream', collapsed, x, y, ...size });
      if (!collapsed) places.push(...placeTasks(lane, x, y));
      y += height + sizes.gap.lane;
    }
    bottom = Math.max(bottom, y - sizes.gap.lane);
    x += width + sizes.gap.column;
  }
  return { places, right: columns.length === 0 ? left : x - sizes.gap.column, bottom };
}

/**
 * Lays the graph out: phases from left to right, in each its workstreams as lanes, in each lane its tasks by wave.
 * Containers come before what they hold. What is collapsed is one node, and holds nothing.
 */
export function layoutGraph(shape: GraphShape, collapsed: ReadonlySet<string>): GraphLayout {
  const tasksOf = groupBy(shape.tasks, (task) => task.workstream_id);
  const lanesOf = groupBy(shape.workstreams.toSorted(byOrdinal), (workstream) => workstream.phase_id);
  const phases = shape.phases.toSorted(byOrdinal).map(({ id }) => ({
    id,
    lanes: collapsed.has(id)
      ? []
      : (lanesOf.get(id) ?? []).map((workstream) =>
          measureLane(workstream, tasksOf.get(workstream.id) ?? [], collapsed.has(workstream.id)),
        ),
  }));
  const area = phases.flatMap(({ lanes }) => lanes).reduce((sum, lane) => sum + lane.width * lane.height, 0);
  const highest = Math.max(sizes.laneColumn, Math.sqrt(area / sizes.aspect));
  const places: Place[] = [];
  let [x, height] = [0, 0];
  for (const { id, lanes } of phases) {
    if (lanes.length === 0) {
      places.push({ id, kind: 'phase', collapsed: true, x, y: 0, ...sizes.group });
      x += sizes.group.width + sizes.gap.phase;
      height = Math.max(height, sizes.group.height);
      continue;
    }
    const placed = placeLanes(stack(lanes, highest), x + sizes.padding, sizes.head + sizes.padding / 2);
    const size = { width: placed.right + sizes.padding - x, height: placed.bottom + sizes.padding };
    places.push({ id, kind: 'phase', collapsed: false, x, y: 0, ...size }, ...placed.places);
    x += size.width + sizes.gap.phase;
    height = Math.max(height, size.height);
  }
  return { places, width: Math.max(0, x - sizes.gap.phase), height };
}
