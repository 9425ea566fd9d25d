import { buildGraph, descendants } from '../../dag/index.js';
import { edgesOf, type PlanLinks } from '../link-plan.js';
import type { FindingPlace, TemplateCheck } from './template-check.js';

/** A task uses what another one leaves behind: its state, or an output. */
export interface TaskUse {
  /** The numbers of the two tasks. */
  readonly user: number;
  readonly used: number;
  readonly place: FindingPlace;
}

/** Checks that whoever uses what a task leaves behind also waits for that task. */
export function checkUses(
  { outline, error }: TemplateCheck,
  links: PlanLinks,
  uses: readonly TaskUse[],
): void {
  if (uses.length === 0) return;
  const direct = new Set(Array.from(links.from, (from, edge) => `${from} ${links.to[edge]}`));
  const open = uses.filter(({ user, used }) => !direct.has(`${used} ${user}`));
  if (open.length === 0) return;
  const edges = edgesOf(outline, links);
  const graph = buildGraph(edges.nodeCount, edges);
  for (const used of new Set(open.map((use) => use.used))) {
    const reached = descendants(graph, used);
    const id = outline.tasks[used]?.clause.id;
    for (const { user, place } of open.filter((use) => use.used === used && reached[use.user] !== 1)) {
      const message = `\`${outline.tasks[user]?.clause.id}\` does not wait for \`${id}\``;
      const hint =
        user === used ? 'a task knows nothing of its own end' : `add \`${id}\` to its \`depends_on\``;
      error(place, { message, hint });
    }
  }
}
