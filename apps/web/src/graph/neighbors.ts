import type { DrawnEdge } from './edges';
import type { GraphLayout, Place } from './layout';

/** Where an arrow key goes. */
export type Direction = 'left' | 'right' | 'up' | 'down';

const centerX = ({ x, width }: Place): number => x + width / 2;
const centerY = ({ y, height }: Place): number => y + height / 2;

/** What the keyboard can stand on: tasks, and groups that are collapsed. */
export const isStop = (place: Place): boolean => place.kind === 'task' || place.collapsed;

/** The nearest of these places; what lies askew counts as farther. */
function nearest(from: Place, places: readonly Place[], along: 'x' | 'y'): string | null {
  let [best, least] = [null as string | null, Number.POSITIVE_INFINITY];
  for (const place of places) {
    const dx = Math.abs(centerX(place) - centerX(from));
    const dy = Math.abs(centerY(place) - centerY(from));
    const distance = along === 'x' ? dx + 4 * dy : dy + 4 * dx;
    if (distance < least) [best, least] = [place.id, distance];
  }
  return best;
}

/**
 * Where an arrow key leads from a node: left and right along an edge to what it depends on and to what depends on it,
 * the nearest where there are several; without an edge, and up and down, to the nearest node on that side.
 */
export function neighbor(
  layout: GraphLayout,
  edges: readonly DrawnEdge[],
  id: string,
  direction: Direction,
): string | null {
  const stops = layout.places.filter(isStop);
  const from = stops.find((place) => place.id === id);
  if (from === undefined) return stops[0]?.id ?? null;
  if (direction === 'left' || direction === 'right') {
    const linked = new Set(
      direction === 'right'
        ? edges.filter((edge) => edge.from === id).map(({ to }) => to)
        : edges.filter((edge) => edge.to === id).map((edge) => edge.from),
    );
    const along = nearest(
      from,
      stops.filter((place) => linked.has(place.id)),
      'x',
    );
    if (along !== null) return along;
  }
  const onThatSide: Readonly<Record<Direction, (place: Place) => boolean>> = {
    left: (place) => centerX(place) < centerX(from),
    right: (place) => centerX(place) > centerX(from),
    up: (place) => centerY(place) < centerY(from),
    down: (place) => centerY(place) > centerY(from),
  };
  const axis = direction === 'left' || direction === 'right' ? 'x' : 'y';
  return nearest(
    from,
    stops.filter((place) => place !== from && onThatSide[direction](place)),
    axis,
  );
}
