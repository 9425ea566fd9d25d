import type { Tone } from '@uet/core';
import type { TaskLine } from '@uet/schemas/api';
import { stateRow } from '@/ui/state-badge';
import type { Place } from './layout';

/**
 * One SVG path per tone with a rectangle for each task: thousands of tasks are drawn as six elements, where they are
 * too small to be read.
 */
export function tonePaths(
  places: readonly Place[],
  tasks: ReadonlyMap<string, TaskLine>,
  origin: { readonly x: number; readonly y: number } = { x: 0, y: 0 },
): [Tone, string][] {
  const paths = new Map<Tone, string[]>();
  for (const { id, kind, x, y, width, height } of places) {
    const task = kind === 'task' ? tasks.get(id) : undefined;
    if (task === undefined) continue;
    const { tone } = stateRow('task', task.state);
    const path = paths.get(tone) ?? [];
    path.push(`M${x - origin.x} ${y - origin.y}h${width}v${height}h${-width}z`);
    paths.set(tone, path);
  }
  return [...paths].map(([tone, path]) => [tone, path.join('')]);
}
